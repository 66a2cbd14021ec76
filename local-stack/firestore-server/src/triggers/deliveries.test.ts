import { expect, test } from 'vitest';
import { Deliveries, type EventTransport } from './deliveries.ts';
import type { DocumentEvent } from './document-event.ts';
import { readEventarcTrigger, type Trigger } from './trigger.ts';

const PROJECT = 'demo-x';
const EVENT: DocumentEvent = { contentType: 'application/json', body: {} };
const TRIGGER: Trigger = readEventarcTrigger(PROJECT, 'us-central1-on-0', {
  eventType: 'google.cloud.firestore.document.v1.created',
  document: { value: 'a/b', matchType: 'EXACT' },
});

/** A functions emulator that answers with these statuses in turn, the last one for good; null breaks the connection. */
function scripted(...answers: (number | null)[]) {
  const seen = { posts: 0, pauses: [] as number[], warnings: [] as string[] };
  const transport: EventTransport = {
    findHost: async () => '127.0.0.1:5001',
    post: async () => {
      const answer = answers[Math.min(seen.posts++, answers.length - 1)] ?? null;
      if (answer === null) throw new Error('connection refused');
      return answer;
    },
    pause: async (milliseconds) => void seen.pauses.push(milliseconds),
    warn: (message) => seen.warnings.push(message),
    stop: () => {},
  };
  return { transport, seen };
}

const counts = { pending: 0, delivered: 0, failed: 0, dropped: 0 };

test.each([
  { answers: [200], posts: 1, comes: { delivered: 1 } },
  { answers: [204], posts: 1, comes: { dropped: 1 } },
  { answers: [404], posts: 1, comes: { dropped: 1 } },
  { answers: [500], posts: 1, comes: { failed: 1 } },
  { answers: [400], posts: 1, comes: { failed: 1 } },
  { answers: [null, 200], posts: 2, comes: { delivered: 1 } },
  { answers: [503, null, 502, 429, 200], posts: 5, comes: { delivered: 1 } },
  { answers: [503, 204], posts: 2, comes: { dropped: 1 } },
  { answers: [null], posts: 7, comes: { failed: 1 } },
])('$answers: $posts posts, $comes', async ({ answers, posts, comes }) => {
  const { transport, seen } = scripted(...answers);
  const deliveries = new Deliveries(transport, () => true);
  deliveries.send(TRIGGER, EVENT);
  expect(deliveries.of(PROJECT)).toEqual({ ...counts, pending: 1 });
  expect(await deliveries.settled(PROJECT, 5000)).toBe(true);
  expect(deliveries.of(PROJECT)).toEqual({ ...counts, ...comes });
  expect(seen.posts).toBe(posts);
  expect(seen.pauses).toEqual([100, 200, 400, 800, 1600, 3200].slice(0, posts - 1));
  expect(seen.warnings.length).toBe(comes.failed ?? 0);
});

test('events of a trigger that was replaced are dropped', async () => {
  const { transport, seen } = scripted(200);
  const deliveries = new Deliveries(transport, () => false);
  deliveries.send(TRIGGER, EVENT);
  await deliveries.settled(PROJECT, 5000);
  expect([deliveries.of(PROJECT).dropped, seen.posts]).toEqual([1, 0]);
});

test('without functions events are dropped, which is said once', async () => {
  const { transport, seen } = scripted(200);
  const deliveries = new Deliveries({ ...transport, findHost: async () => null }, () => true);
  for (let i = 0; i < 3; i++) deliveries.send(TRIGGER, EVENT);
  await deliveries.settled(PROJECT, 5000);
  expect(deliveries.of(PROJECT).dropped).toBe(3);
  expect(seen.warnings).toEqual([expect.stringContaining('--functions-host')]);
});

test('waiting ends when the time is up, and other projects do not matter', async () => {
  const { transport } = scripted(200);
  const deliveries = new Deliveries({ ...transport, post: () => new Promise(() => {}) }, () => true);
  deliveries.send(TRIGGER, EVENT);
  expect(await deliveries.settled(PROJECT, 1)).toBe(false);
  expect(await deliveries.settled('demo-other', 1)).toBe(true);
});

test('stopping ends the attempts', async () => {
  const { transport, seen } = scripted(null);
  const deliveries: Deliveries = new Deliveries({ ...transport, pause: async () => deliveries.stop() }, () => true);
  deliveries.send(TRIGGER, EVENT);
  await deliveries.settled(PROJECT, 5000);
  expect([deliveries.of(PROJECT).dropped, seen.posts, seen.warnings]).toEqual([1, 1, []]);
});
