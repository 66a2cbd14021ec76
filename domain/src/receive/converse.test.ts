import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aMessage, anImage, aSender, aTenant, NOW } from '../../testing/index.ts';
import type { InboundMessage } from '../message/inbound-message.ts';
import { type ConversationRecord, conversationRecord } from '../records/intake-records.ts';
import type { SendEntry } from '../records/outbox-record.ts';
import { paths } from '../records/paths.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { decide } from './decide.ts';
import type { ProofOutcome, ReceiveDecision } from './receive-facts.ts';

const cuscatlan = 'cuscatlan' as TenantId;
const tenant = aTenant({ welcome: 'Bienvenida' });
const sender = aSender({ conversationsWith: [cuscatlan] });
const conversationPath = paths.conversation(cuscatlan, sender.senderId);

/** One contact of one tenant: what was decided, and the conversation as it stands. */
class Contact {
  conversation: ConversationRecord | null = null;
  readonly sent: SendEntry[] = [];
  #messages = 0;

  writes(over: Parameters<typeof aMessage>[0], at: Date = NOW, proof: ProofOutcome | null = null): ReceiveDecision {
    this.#messages += 1;
    const message = aMessage({ text: 'hola', receivedAt: at, providerMessageId: `SM${this.#messages}`, ...over });
    const decision = decide({
      message,
      inboxId: `m${this.#messages}`,
      route: {
        kind: 'owned',
        owners: [{ tenantId: cuscatlan, as: 'contact', via: 'dedicated' }],
        binding: null,
        isToldOfBinding: false,
      },
      sender,
      senderState: 'same',
      union: null,
      owners: [
        {
          owner: { tenantId: cuscatlan, as: 'contact', via: 'dedicated' },
          tenant,
          conversation: this.conversation,
          batch: null,
        },
      ],
      link: null,
      proof,
      unrouted: null,
      isFromOurselves: false,
      now: at,
    });
    const write = decision.writes.find(({ path }) => path === conversationPath);
    if (write === undefined || !('fields' in write)) throw new Error('The conversation is not written.');
    const unread = 'increments' in write ? (write.increments?.unreadCount ?? 0) : 0;
    const fields = write.op === 'create' ? write.fields : { ...this.conversation, ...write.fields };
    const counted = write.op === 'create' ? {} : { unreadCount: (this.conversation?.unreadCount ?? 0) + unread };
    this.conversation = conversationRecord.parse({ ...fields, ...counted });
    for (const { record } of decision.outbox) if (record.kind === 'send') this.sent.push(record);
    return decision;
  }

  get by(): (string | undefined)[] {
    return this.sent.map(({ by }) => by?.kind);
  }
}

const about = (relation: 'reaction' | 'edit' | 'deletion') => ({ about: { providerMessageId: 'SM0', relation } });
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const wrongCode: ProofOutcome = { verdict: { kind: 'wrong' }, registration: null, tenant: null, tries: null };

describe('R32: the welcome comes with the first message that can be answered', () => {
  test.each<[string, (contact: Contact) => unknown]>([
    ['a reaction', (contact) => contact.writes(about('reaction'))],
    ['an edit of something unknown', (contact) => contact.writes(about('edit'))],
    ['a deletion', (contact) => contact.writes(about('deletion'))],
    ['a message of an hour ago', (contact) => contact.writes({ receivedAt: later(-60) })],
    ['a registration code that is wrong', (contact) => contact.writes({}, NOW, wrongCode)],
  ])('after %s', (_what, happens) => {
    const contact = new Contact();
    happens(contact);
    expect(contact.by.includes('welcome')).toBe(false);
    contact.writes({ text: 'hola' });
    contact.writes({ text: '¿hola?' });
    expect(contact.by.filter((by) => by === 'welcome')).toHaveLength(1);
  });

  test('once, whatever is written in whatever order', () => {
    const act = fc.oneof(
      fc.record({ text: fc.constantFrom('hola', 'start_abc', '¿?', ''), minutesOld: fc.constantFrom(0, 0, 0, 60) }),
      fc.constantFrom('reaction' as const, 'edit' as const, 'deletion' as const).map(about),
      fc.constant({ text: '', media: [anImage()] }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const contact = new Contact();
        for (const [i, given] of acts.entries()) {
          const at = later(i);
          const { minutesOld = 0, ...over } = given as Partial<InboundMessage> & { minutesOld?: number };
          contact.writes({ ...over, receivedAt: new Date(at.getTime() - minutesOld * 60_000) }, at);
        }
        const isAnswerable = acts.some(
          (given) => !('about' in given) && !('minutesOld' in given && given.minutesOld > 0),
        );
        expect(contact.by).toEqual(isAnswerable ? ['welcome'] : []);
      }),
    );
  });
});

test('what answers leaves from the number that was written to, each after the one before', () => {
  const contact = new Contact();
  contact.writes({ text: 'hola' });
  contact.writes({ text: 'STOP' });
  expect(contact.sent).toMatchObject([
    { number: 'twilio:+15550100', address: 'whatsapp:+50370000001', by: { kind: 'welcome' }, after: null },
    { by: { kind: 'opt-out' }, after: 'm1_cuscatlan_send_0' },
  ]);
  expect(contact.conversation).toMatchObject({ lastReplyId: 'm2_cuscatlan_send_0', optedOutAt: NOW });
});

describe('R34: what opens the window', () => {
  test('a message does, by the time at which it was written; a reaction, an edit and a deletion do not', () => {
    const contact = new Contact();
    contact.writes(about('reaction'));
    expect(contact.conversation?.lastInboundAt).toEqual(new Date(0));
    contact.writes({ receivedAt: later(-5) });
    expect(contact.conversation).toMatchObject({ lastInboundAt: later(-5), lastInboundId: 'SM2' });
    contact.writes(about('edit'), later(1));
    expect(contact.conversation).toMatchObject({ lastInboundAt: later(-5), lastInboundId: 'SM2' });
  });

  test('one that was written earlier and comes later neither moves it back, nor replies', () => {
    const contact = new Contact();
    contact.writes({ receivedAt: later(-1) });
    contact.writes({ receivedAt: later(-9), sender: { ...aMessage().sender, address: 'whatsapp:+1' } });
    expect(contact.conversation).toMatchObject({
      lastInboundAt: later(-1),
      lastInboundId: 'SM1',
      address: 'whatsapp:+50370000001',
    });
  });
});

test('who waits for an answer waits since the first message', () => {
  const contact = new Contact();
  contact.writes({});
  contact.writes({}, later(3));
  expect(contact.conversation).toMatchObject({ waitingSince: NOW, lastDirection: 'in', unreadCount: 2 });
});

test('each file is an entry and a place in the message; a list knows what came', () => {
  const contact = new Contact();
  const { outbox, writes } = contact.writes({ text: '', media: [anImage(1), { url: 'u', declaredType: 'audio/ogg' }] });
  expect(outbox.filter(({ record }) => record.kind === 'message-media').map(({ id }) => id)).toEqual([
    'm1_cuscatlan_media_0',
    'm1_cuscatlan_media_1',
  ]);
  const message = writes.find(({ path }) => path === `${conversationPath}/messages/m1`);
  expect(message).toMatchObject({
    fields: {
      media: [
        { state: 'fetching', kind: 'image' },
        { state: 'fetching', kind: 'audio' },
      ],
    },
  });
  expect(contact.conversation).toMatchObject({ lastText: '', lastMediaKind: 'image' });
});
