import { expect, test } from 'vitest';
import { makeMarkArrived } from './mark-arrived.ts';
import type { MarkRead } from './ports.ts';

const entry = { number: 'twilio:+15550100', address: 'whatsapp:+50370000001', marksRead: 'SM1', attempts: 1 };

test.each([
  { over: {}, isMarked: true, why: 'the first attempt' },
  { over: { attempts: 2 }, isMarked: false, why: 'it was tried before' },
  { over: { marksRead: null }, isMarked: false, why: 'a contact’s, or nobody’s' },
])('$why: $isMarked', async ({ over, isMarked }) => {
  const marked: unknown[] = [];
  const markRead: MarkRead = async (message, isTyping) => marked.push([message, isTyping]) > 0;
  await makeMarkArrived({ markRead, now: () => new Date() })({ ...entry, ...over }, true);
  const { number, address, marksRead: providerMessageId } = entry;
  expect(marked).toEqual(isMarked ? [[{ number, address, providerMessageId }, true]] : []);
});

test('what was given up is told so, and another provider is asked meanwhile', async () => {
  const asked: string[] = [];
  const given: (AbortSignal | undefined)[] = [];
  const markRead: MarkRead = ({ number }, _isTyping, signal) => {
    asked.push(number);
    given.push(signal);
    return number.startsWith('twilio') ? new Promise(() => undefined) : Promise.resolve(true);
  };
  const markArrived = makeMarkArrived({ markRead, now: () => new Date() });
  await markArrived(entry, true);
  expect(given[0]?.aborted).toBe(true);
  await markArrived(entry, true);
  await markArrived({ ...entry, number: 'meta:1' }, true);
  expect(asked).toEqual([entry.number, 'meta:1']);
});
