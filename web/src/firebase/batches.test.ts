import { readFileSync } from 'node:fs';
import { namedFields } from '@casillero/domain/batch/customer-name';
import { paths } from '@casillero/domain/records/paths';
import { aBatch } from '@casillero/domain/testing';
import { type FirestoreServer, startFirestoreServer } from '@casillero/firestore-server';
import { doc, type Firestore, setDoc } from 'firebase/firestore';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Narrowing } from '../features/batches/filter-batches.ts';
import type { BatchesPage } from '../features/batches/ports.ts';
import { withOwnFirestore } from '../testing/own-firestore.ts';
import { batchesOver } from './batches.ts';

/** The list's queries against Firestore with the rules and the indexes that are deployed: without an index each is refused. */
const PROJECT = 'demo-batches';
const text = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
let server: FirestoreServer;

const withFirestore = <Value>(caller: Record<string, string> | 'owner', work: (own: Firestore) => Promise<Value>) =>
  withOwnFirestore(server, PROJECT, caller, work);
const asMember = <Value>(work: (ports: Ports) => Promise<Value>) =>
  withFirestore({ role: 'member', tenantId: 'cuscatlan' }, (own) => work(batchesOver(own)));

const minutes = (n: number) => new Date(Date.UTC(2026, 1, 10, 16, n));
const STORED = [
  { id: 'maria', ...namedFields('María Rodríguez'), state: 'open', updatedAt: minutes(9) },
  { id: 'jose', ...namedFields('José María Paz'), state: 'ready', updatedAt: minutes(8) },
  { id: 'broken', ...namedFields('Mariana'), state: 'ready', failedCount: 2, updatedAt: minutes(7) },
  { id: 'off', ...namedFields('María'), state: 'cancelled', failedCount: 1, updatedAt: minutes(6) },
  { id: 'unnamed', ...namedFields(null), state: 'open', failedCount: 1, updatedAt: minutes(5) },
] as const;

beforeAll(async () => {
  server = await startFirestoreServer({
    port: 0,
    rules: text('firestore.rules'),
    indexes: text('firestore.indexes.json'),
  });
  await withFirestore('owner', async (past) => {
    for (const { id, ...fields } of STORED) {
      await setDoc(doc(past, paths.batch('cuscatlan', id)), aBatch(fields));
      await setDoc(doc(past, paths.batch('izalco', id)), aBatch(fields));
    }
    await setDoc(doc(past, paths.member('cuscatlan', 'memo')), { role: 'member' });
  });
});
afterAll(() => server.stop());

type Ports = ReturnType<typeof batchesOver>;

/** The first page that is told, and the end of listening. */
const listen = ({ watchBatches }: Ports, narrowing: Narrowing, count = 30) => {
  const source = watchBatches('cuscatlan', narrowing, count);
  let end = () => {};
  const page = new Promise<BatchesPage>((resolve, reject) => {
    end = source.subscribe(() => {
      const live = source.getSnapshot();
      if (live.status === 'ready') resolve(live.value);
      else if (live.status === 'failed') reject(new Error(live.failure.code));
    });
  });
  return { page, end };
};
const first = (narrowing: Narrowing, count?: number): Promise<BatchesPage> =>
  asMember(async (ports) => {
    const { page, end } = listen(ports, narrowing, count);
    return page.finally(end);
  });
const idsOf = ({ batches, hasMore }: BatchesPage) => [...batches.map(({ id }) => id), ...(hasMore ? ['…'] : [])];

describe('the list’s query', () => {
  test.each<[Narrowing['filter'], string, string[]]>([
    ['all', '', ['maria', 'jose', 'broken', 'off', 'unnamed']],
    ['attention', '', ['broken', 'unnamed']],
    ['open', '', ['maria', 'unnamed']],
    ['ready', '', ['jose', 'broken']],
    ['cancelled', '', ['off']],
    ['all', 'MARÍA', ['maria', 'jose', 'broken', 'off']],
    ['all', 'paz maria', ['jose']],
    ['attention', 'maria', ['broken']],
    ['open', 'maria', ['maria']],
    ['cancelled', 'mar', ['off']],
    ['ready', 'nobody', []],
  ])('%s "%s" ▶ %j', async (filter, search, ids) => {
    expect(idsOf(await first({ filter, search }))).toEqual(ids);
  });

  test.each<[Narrowing['filter'], string, string[]]>([
    ['all', '', ['maria', 'jose', '…']],
    ['attention', '', ['broken', 'unnamed']],
    ['all', 'maria', ['maria', 'jose', '…']],
  ])('%s "%s", two at a time ▶ %j', async (filter, search, ids) => {
    expect(idsOf(await first({ filter, search }, 2))).toEqual(ids);
  });

  test('tells all that fits at once, whatever another filter has loaded', async () => {
    await asMember(async (ports) => {
      const before = listen(ports, { filter: 'open', search: '' });
      await before.page;
      const after = listen(ports, { filter: 'all', search: '' });
      expect(idsOf(await after.page)).toEqual(['maria', 'jose', 'broken', 'off', 'unnamed']);
      after.end();
      before.end();
    });
  });

  test('costs the page, one more, and the own role’s document', async () => {
    const operations = `http://${server.host}:${server.port}/emulator/v1/projects/${PROJECT}/operations`;
    await fetch(operations, { method: 'DELETE' });
    await first({ filter: 'ready', search: '' }, 1);
    await first({ filter: 'all', search: 'maria' }, 2);
    const { reads } = (await (await fetch(operations)).json()) as { reads: number };
    expect(reads).toBe(2 + 1 + 3 + 1);
  });
});

test('what needs somebody is counted, of the own importer alone', async () => {
  expect(await asMember(({ countAttention }) => countAttention('cuscatlan'))).toBe(2);
  expect(await asMember(({ countAttention }) => countAttention('izalco'))).toBeNull();
});
