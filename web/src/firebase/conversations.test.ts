import { readFileSync } from 'node:fs';
import type { MessageRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { searchTokens } from '@casillero/domain/search/search-tokens';
import type { SenderId } from '@casillero/domain/sender/alias';
import { aConversation } from '@casillero/domain/testing';
import { type FirestoreServer, startFirestoreServer } from '@casillero/firestore-server';
import { doc, type Firestore, setDoc } from 'firebase/firestore';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ConversationsPorts, Narrowing } from '../features/conversations/ports.ts';
import type { LiveSource } from '../live/live.ts';
import { withOwnFirestore } from '../testing/own-firestore.ts';
import { conversationsOver } from './conversations.ts';

/** The inbox's queries against Firestore with the rules and the indexes that are deployed: without an index each is refused. */
const PROJECT = 'demo-conversations';
const text = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
let server: FirestoreServer;

const withFirestore = <Value>(caller: Record<string, string> | 'owner', work: (own: Firestore) => Promise<Value>) =>
  withOwnFirestore(server, PROJECT, caller, work);

/** What a member of Cuscatlán is told first. */
const first = <Value>(open: (ports: ConversationsPorts) => LiveSource<Value>): Promise<Value> =>
  withFirestore({ role: 'member', tenantId: 'cuscatlan' }, (own) => {
    const source = open(conversationsOver(own));
    let end = () => {};
    return new Promise<Value>((resolve, reject) => {
      end = source.subscribe(() => {
        const live = source.getSnapshot();
        if (live.status === 'ready') resolve(live.value);
        else if (live.status === 'failed') reject(new Error(live.failure.code));
      });
    }).finally(() => end());
  });

const minutes = (n: number) => new Date(Date.UTC(2026, 1, 10, 16, n));
const contact = (id: string, profileName: string, phone: string, minute: number, unreadCount = 0) => ({
  id,
  record: aConversation({
    ...{ kind: 'contact', profileName, phone, unreadCount, lastMessageAt: minutes(minute) },
    searchTokens: searchTokens([profileName, phone]),
  }),
});
const STORED = [
  contact('marta', 'Marta Iraheta', '+50370000701', 9, 2),
  contact('jose', 'José Marta Paz', '+50370000702', 8),
  contact('kevin', 'Kevin', '+50370000703', 7, 1),
  { id: 'staff', record: aConversation({ kind: 'intake', lastMessageAt: minutes(10) }) },
];
const messages = [1, 2, 3].map((minute) => ({ direction: 'in', text: `${minute}`, at: minutes(minute) }) as const);

beforeAll(async () => {
  server = await startFirestoreServer({
    port: 0,
    rules: text('firestore.rules'),
    indexes: text('firestore.indexes.json'),
  });
  await withFirestore('owner', async (past) => {
    for (const tenantId of ['cuscatlan', 'izalco'])
      for (const { id, record } of STORED)
        await setDoc(doc(past, paths.conversation(tenantId, id as SenderId)), record);
    await setDoc(doc(past, paths.member('cuscatlan', 'memo')), { role: 'member' });
    for (const { text: id, ...message } of messages) {
      const stored: MessageRecord = {
        ...{ ...message, text: id, mediaCount: 0, state: 'received', failure: null, providerMessageId: id },
      };
      await setDoc(doc(past, paths.message('cuscatlan', 'marta' as SenderId, id)), stored);
    }
  });
});
afterAll(() => server.stop());

const page = async (narrowing: Narrowing, count = 30) => {
  const found = await first(({ watchConversations }) => watchConversations('cuscatlan', narrowing, count));
  return [...found.conversations.map(({ id }) => id), ...(found.hasMore ? ['…'] : [])];
};

test.each<[Narrowing['filter'], string, number, string[]]>([
  ['all', '', 30, ['marta', 'jose', 'kevin']],
  ['all', '', 2, ['marta', 'jose', '…']],
  ['unread', '', 30, ['marta', 'kevin']],
  ['all', 'marta', 30, ['marta', 'jose']],
  ['unread', 'marta', 30, ['marta']],
  ['all', '7000-0703', 30, ['kevin']],
  ['all', '0702', 30, ['jose']],
  ['all', 'nobody', 30, []],
])('%s "%s", %d at a time ▶ %j', async (filter, search, count, ids) => {
  expect(await page({ filter, search }, count)).toEqual(ids);
});

test('the list costs the page and one more, the figure of what is unread its own documents; each the own role’s', async () => {
  const operations = `http://${server.host}:${server.port}/emulator/v1/projects/${PROJECT}/operations`;
  await fetch(operations, { method: 'DELETE' });
  await page({ filter: 'all', search: '' }, 1);
  expect(await first(({ watchUnreadCount }) => watchUnreadCount('cuscatlan', 100))).toBe(2);
  expect(await first(({ watchUnreadCount }) => watchUnreadCount('cuscatlan', 1))).toBe(1);
  const { reads } = (await (await fetch(operations)).json()) as { reads: number };
  expect(reads).toBe(2 + 1 + 2 + 1 + 1 + 1);
});

test('the newest messages, oldest first; one conversation, or none', async () => {
  const found = await first(({ watchMessages }) => watchMessages('cuscatlan', 'marta', 2));
  expect(found.messages.map(({ id }) => id)).toEqual(['2', '3']);
  expect(found.hasMore).toBe(true);
  const one = await first(({ watchConversation }) => watchConversation('cuscatlan', 'marta'));
  expect(one?.profileName).toBe('Marta Iraheta');
  expect(await first(({ watchConversation }) => watchConversation('cuscatlan', 'nobody'))).toBeNull();
});

test('a message of an unexpected form is left out of a page, and older ones can still be loaded', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const good = { direction: 'in', mediaCount: 0, state: 'received', failure: null, providerMessageId: null };
  await withFirestore('owner', async (past) => {
    for (const minute of [1, 2, 3, 4]) {
      const stored = { ...good, text: minute === 4 ? null : `${minute}`, at: minutes(minute) };
      await setDoc(doc(past, paths.message('cuscatlan', 'kevin' as SenderId, `${minute}`)), stored);
    }
  });
  const found = await first(({ watchMessages }) => watchMessages('cuscatlan', 'kevin', 2));
  expect(found.messages.map(({ id }) => id)).toEqual(['2', '3']);
  expect(found.hasMore).toBe(true);
});

test.each<[string, (ports: ConversationsPorts) => LiveSource<unknown>]>([
  ['list', ({ watchConversations }) => watchConversations('izalco', { filter: 'all', search: '' }, 5)],
  ['conversation', ({ watchConversation }) => watchConversation('izalco', 'marta')],
  ['messages', ({ watchMessages }) => watchMessages('izalco', 'marta', 5)],
  ['figure', ({ watchUnreadCount }) => watchUnreadCount('izalco', 5)],
])('another importer’s %s is refused', async (_what, open) => {
  await expect(first(open)).rejects.toThrow('permission-denied');
});
