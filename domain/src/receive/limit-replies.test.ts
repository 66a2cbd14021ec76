import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aConversation } from '../../testing/index.ts';
import { NOTHING_TOLD } from '../answer/answer-contact.ts';
import type { Decision } from '../batch/take-in.ts';
import { newEntry } from '../outbox/new-entry.ts';
import type { ConversationRecord } from '../records/intake-records.ts';
import { limitReplies, REPLIES_PER_HOUR } from './limit-replies.ts';

const START = new Date('2026-11-21T10:00:00Z');
const after = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

const to = { tenantId: 't', senderId: 's', number: 'twilio:+15550100', address: 'whatsapp:+50370000001' } as const;
const reply = (id: string, now: Date) => newEntry(id, { kind: 'send', ...to, text: '' }, now);
const summary = (now: Date) => newEntry('summary', { kind: 'summary', ...to, batchId: 'b', summaryNumber: 1 }, now);

const answering = (now: Date, replies = 1): Decision => ({
  writes: [{ op: 'delete', path: 'some/thing' }],
  outbox: [...Array.from({ length: replies }, (_, n) => reply(`reply-${n}`, now)), summary(now)],
  openBatchId: 'b',
  remembered: { question: null, cannotUseAt: null, idleAt: null, lastReplyId: 'reply-0' },
});
const sends = ({ outbox }: Decision) => outbox.filter(({ record }) => record.kind === 'send').length;

describe('nobody is answered without end (R3)', () => {
  test.each([
    ['the first of all', {}, 0, 1, 1],
    ['one below the limit', { repliesSince: START, replyCount: REPLIES_PER_HOUR - 1 }, 59, 1, REPLIES_PER_HOUR],
    ['at the limit', { repliesSince: START, replyCount: REPLIES_PER_HOUR }, 59, 0, REPLIES_PER_HOUR],
    ['an hour later', { repliesSince: START, replyCount: REPLIES_PER_HOUR }, 60, 1, 1],
  ] as const)('%s', (_what, before, minutes, sent, count) => {
    const now = after(minutes);
    const { taken, counted } = limitReplies(answering(now), aConversation({ lastReplyId: 'before', ...before }), now);
    expect(sends(taken)).toBe(sent);
    expect(counted.replyCount).toBe(count);
    expect(taken.remembered.lastReplyId).toBe(sent === 0 ? 'before' : 'reply-0');
  });

  test('a contact’s STOP at the limit takes effect, and is not confirmed (R35)', () => {
    const told = { ...NOTHING_TOLD, awaitsWelcome: false, optedOutAt: START };
    const before = aConversation({ kind: 'contact', repliesSince: START, replyCount: REPLIES_PER_HOUR });
    const { taken } = limitReplies({ ...answering(START), told }, before, START);
    expect(sends(taken)).toBe(0);
    expect(taken.told).toEqual(told);
  });

  test('whatever is written, and whenever: at most so many an hour, and nothing else is left out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 100, maxLength: 250 }), (messages) => {
        let conversation: ConversationRecord | null = null;
        let minute = 0;
        const sent: number[] = [];
        for (const [wait, replies] of messages) {
          minute += wait === 3 ? 1 : 0;
          const now = after(minute);
          const before = answering(now, replies);
          const { taken, counted }: ReturnType<typeof limitReplies> = limitReplies(before, conversation, now);
          conversation = aConversation({ ...conversation, ...counted });
          expect(taken.writes).toEqual(before.writes);
          expect(taken.outbox.some(({ record }) => record.kind === 'summary')).toBe(true);
          sent.push(...Array.from({ length: sends(taken) }, () => minute));
        }
        // Two windows of an hour can follow one another: within any hour at most twice the limit, and never without end.
        for (const from of new Set(sent))
          expect(sent.filter((at) => at >= from && at < from + 60).length).toBeLessThanOrEqual(2 * REPLIES_PER_HOUR);
        if (minute < 60) expect(sent.length).toBeLessThanOrEqual(REPLIES_PER_HOUR);
      }),
      { numRuns: 50 },
    );
  });
});
