import { describe, expect, test } from 'vitest';
import { aConversation, aMessage, aSender, aTenant, NOW } from '../../testing/index.ts';
import type { LinkCode } from '../link-code/link-code.ts';
import type { UnroutedRecord } from '../records/routing-records.ts';
import type { Owner, Route } from '../routing/route.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { decide } from './decide.ts';
import type { OwnerFacts, ReceiveFacts } from './receive-facts.ts';

const cuscatlan = 'cuscatlan' as TenantId;
const izalco = 'izalco' as TenantId;
const staff: Owner = { tenantId: cuscatlan, as: 'intake', via: 'staff' };
const owned = (owners: Owner[], over: Partial<Extract<Route, { kind: 'owned' }>> = {}): Route => ({
  kind: 'owned',
  owners,
  binding: null,
  isToldOfBinding: false,
  ...over,
});
const ownerFacts = (owner: Owner, over: Partial<OwnerFacts> = {}): OwnerFacts => ({
  owner,
  tenant: aTenant(),
  conversation: null,
  batch: null,
  ...over,
});
const decided = (over: Partial<ReceiveFacts>) => {
  const decision = decide({
    message: aMessage({ text: 'María' }),
    inboxId: 'm1',
    route: owned([staff]),
    sender: aSender({ conversationsWith: [cuscatlan, izalco] }),
    senderState: 'same',
    union: null,
    owners: [ownerFacts(staff)],
    link: null,
    proof: null,
    unrouted: null,
    isFromOurselves: false,
    now: NOW,
    ...over,
  });
  const at = (path: string) => decision.writes.find((write) => write.path === path);
  return { ...decision, at, paths: decision.writes.map((write) => write.path) };
};

describe('decide', () => {
  test('a staff text: inbox, conversation, message, batch, reply, usage, and nothing else', () => {
    expect(decided({}).paths).toEqual([
      'inbox/m1',
      'tenants/cuscatlan/conversations/ana',
      'tenants/cuscatlan/conversations/ana/messages/m1',
      'tenants/cuscatlan/batches/m1',
      'outbox/m1_cuscatlan_send_0',
      'tenants/cuscatlan/usage/2026-03_5',
    ]);
  });

  test('R90: the inbox entry is created, so that a repetition cannot pass', () => {
    expect(decided({}).at('inbox/m1')?.op).toBe('create');
  });

  test('a contact’s message counts as unread and is not answered', () => {
    const contact: Owner = { tenantId: cuscatlan, as: 'contact', via: 'binding' };
    const conversation = aConversation({ kind: 'contact', unreadCount: 4 });
    const decision = decided({ route: owned([contact]), owners: [ownerFacts(contact, { conversation })] });
    expect(decision.at('tenants/cuscatlan/conversations/ana')).toMatchObject({
      op: 'update',
      increments: { unreadCount: 1 },
    });
    expect(decision.outbox).toEqual([]);
  });

  test.each([
    { before: {}, tokens: ['mar', '0001', '50370000001'], why: 'never searched for before' },
    { before: { searchTokens: ['as', 'stored'] }, tokens: ['as', 'stored'], why: 'nothing changed' },
    { before: { profileName: 'Ana', searchTokens: ['ana'] }, tokens: ['mar'], why: 'a new name' },
  ])('R31: a contact is found by name and phone: $why', ({ before, tokens }) => {
    const contact: Owner = { tenantId: cuscatlan, as: 'contact', via: 'binding' };
    const { sender } = aMessage();
    const message = aMessage({ sender: { ...sender, profileName: 'Márta' } });
    const conversation = aConversation({ kind: 'contact', profileName: 'Márta', ...before });
    const decision = decided({ message, route: owned([contact]), owners: [ownerFacts(contact, { conversation })] });
    expect(decision.at('tenants/cuscatlan/conversations/ana')).toMatchObject({
      fields: { searchTokens: expect.arrayContaining(tokens) },
    });
  });

  test('R1.3: the message that binds writes the binding', () => {
    const contact: Owner = { tenantId: cuscatlan, as: 'contact', via: 'link' };
    const route = owned([contact], { binding: { tenantId: cuscatlan, code: 'maria7k' as LinkCode } });
    const decision = decided({ route, owners: [ownerFacts(contact)], senderState: 'unknown' });
    expect(decision.at('senders/phone:+50370000001')).toMatchObject({
      op: 'upsert',
      fields: { boundTo: 'cuscatlan', staffOf: null, via: 'link' },
    });
  });

  test('R1.3: a bound sender with another importer’s code is told whom they are with', () => {
    const contact: Owner = { tenantId: izalco, as: 'contact', via: 'binding' };
    const decision = decided({
      route: owned([contact], { isToldOfBinding: true }),
      owners: [ownerFacts(contact, { tenant: aTenant({ name: 'Envíos Izalco' }) })],
    });
    expect(decision.outbox.map(({ record }) => record.kind === 'send' && record.text)).toEqual([
      expect.stringContaining('Envíos Izalco'),
    ]);
    expect(decision.paths).not.toContain('senders/phone:+50370000001');
  });

  test('fan-out: each tenant has its own records and its own outbox ids', () => {
    const owners: Owner[] = [
      { tenantId: cuscatlan, as: 'intake', via: 'dedicated' },
      { tenantId: izalco, as: 'intake', via: 'dedicated' },
    ];
    const decision = decided({ route: owned(owners), owners: owners.map((owner) => ownerFacts(owner)) });
    expect(decision.outbox.map(({ id }) => id)).toEqual(['m1_cuscatlan_send_0', 'm1_izalco_send_0']);
    expect(new Set(decision.paths).size).toBe(decision.paths.length);
  });

  test.each([
    ['suspended', aTenant({ status: 'suspended' }), 'tenant-suspended'],
    ['gone', null, 'tenant-missing'],
  ])('R3: of a tenant that is %s the message is kept for operators, and nobody is answered', (_what, tenant, outcome) => {
    const decision = decided({ owners: [ownerFacts(staff, { tenant })] });
    expect(decision.paths).toEqual([
      'inbox/m1',
      'unrouted/phone:+50370000001',
      'unrouted/phone:+50370000001/messages/m1',
    ]);
    expect(decision.at('inbox/m1')).toMatchObject({
      fields: { outcomes: [{ tenantId: 'cuscatlan', outcome }], unrouted: outcome },
    });
    expect(decision.outbox).toEqual([]);
  });

  test('R3: the link of a suspended tenant binds nobody', () => {
    const contact: Owner = { tenantId: cuscatlan, as: 'contact', via: 'link' };
    const route = owned([contact], { binding: { tenantId: cuscatlan, code: 'maria7k' as LinkCode } });
    const tenant = aTenant({ status: 'suspended' });
    const decision = decided({ route, owners: [ownerFacts(contact, { tenant })], senderState: 'unknown' });
    expect(decision.paths.filter((path) => path.startsWith('senders/'))).toEqual([]);
  });

  const unrouted = (over: Partial<UnroutedRecord> = {}): UnroutedRecord => ({
    display: '+50370000900',
    profileName: null,
    number: 'twilio:+15550100',
    reason: 'unknown-sender',
    state: 'open',
    assignedTo: null,
    lastText: '',
    lastMediaCount: 0,
    messageCount: 1,
    firstAt: NOW,
    lastAt: NOW,
    answeredAt: null,
    ...over,
  });
  const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

  test.each<[string, string, string, UnroutedRecord | null, RegExp | null]>([
    ['a first message, Salvadoran phone', '+50370000900', 'unknown-sender', null, /^Hola\./],
    ['a first message, US phone', '+12025550143', 'unknown-sender', null, /^Hello\./],
    ['answered an hour ago', '+50370000900', 'unknown-sender', unrouted({ answeredAt: hoursAgo(1) }), null],
    ['answered a day ago', '+50370000900', 'unknown-sender', unrouted({ answeredAt: hoursAgo(24) }), /^Hola\./],
    ['an inactive code', '+50370000900', 'inactive-link-code', null, /^Hola\./],
    ['a number that is not ours', '+50370000900', 'unknown-number', null, null],
    ['a number that is assigned to nobody', '+50370000900', 'unassigned-number', null, null],
  ])('R1.5: %s', (_what, from, reason, earlier, answer) => {
    const decision = decided({
      message: aMessage({ from, text: 'hola' }),
      route: { kind: 'unrouted', reason } as Route,
      owners: [],
      sender: aSender({ phone: from }),
      senderState: 'unknown',
      unrouted: earlier,
    });
    expect(decision.at(`unrouted/phone:${from}`)).toMatchObject({
      fields: { reason, lastText: 'hola', messageCount: (earlier?.messageCount ?? 0) + 1 },
    });
    expect(decision.paths).toContain(`unrouted/phone:${from}/messages/m1`);
    const texts = decision.outbox.map(({ record }) => (record.kind === 'send' ? record.text : ''));
    expect(texts).toEqual(answer === null ? [] : [expect.stringMatching(answer)]);
  });
});
