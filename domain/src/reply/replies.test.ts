import { describe, expect, test } from 'vitest';
import { PACKAGE_STATES } from '../package/package-state.ts';
import { LOCALES } from '../tenant/locale.ts';
import { type Reply, replyText } from './replies.ts';

const counts = { orderCount: 1, noOrderCount: 0, failedCount: 0, duplicateCount: 1 };
const batch = (name: string | null, screenshotCount: number) => ({ name, screenshotCount, ...counts });

/** Every kind of reply, with and without a name, with one and several screenshots. */
const REPLIES: readonly Reply[] = [
  ...[0, 1, 2].map((screenshotCount) => ({ kind: 'batch-named', name: 'Ana', screenshotCount }) as const),
  { kind: 'next-batch', closedName: 'Ana', closedCount: 2, duplicateCount: 1, name: 'Luis' },
  { kind: 'status', batch: null },
  ...['Ana', null].flatMap((name): Reply[] => [
    ...[1, 2].flatMap((count): Reply[] => [
      { kind: 'screenshots-received', name, screenshotCount: count, duplicateCount: 2 },
      { kind: 'closed', ...batch(name, count) },
      { kind: 'status', batch: batch(name, count) },
      { kind: 'cancel-question', name, screenshotCount: count },
      { kind: 'taken-back', name, screenshotCount: count - 1 },
    ]),
    { kind: 'status', batch: { ...batch(name, 0), orderCount: 0 } },
    { kind: 'no-screenshots', name },
    { kind: 'nothing-to-take-back', name, screenshotCount: 0 },
    { kind: 'cancelled', name, screenshotCount: 2 },
    { kind: 'duplicate', name },
  ]),
  { kind: 'name-first', screenshotCount: 2 },
  { kind: 'closed-without-name', screenshotCount: 2 },
  { kind: 'help' },
  { kind: 'cannot-use' },
  ...(['type', 'too-large', 'empty'] as const).map((why) => ({ kind: 'media-refused', why }) as const),
  ...[1, 2].map((count) => ({ kind: 'media-lost', name: count === 1 ? null : 'Ana', count }) as const),
  { kind: 'already-with', tenantName: 'Ana' },
  ...PACKAGE_STATES.map(
    (state) =>
      ({ kind: 'package-state', state, packageName: 'Zapatos', tenantName: 'Ana', url: 'https://a.example' }) as const,
  ),
  { kind: 'package-state', state: 'ready', packageName: '', tenantName: 'Ana', url: null },
  { kind: 'unrouted' },
  { kind: 'code-elsewhere' },
];

describe.each(LOCALES)('replies in %s', (locale) => {
  test.each(
    REPLIES.map((reply) => [JSON.stringify(reply), reply] as const),
  )('%s is short and whole', (_what, reply) => {
    const text = replyText(reply, locale);
    expect(text).not.toMatch(/null|undefined|NaN|\(\)| {2}|\.\.|^\s|\s$/);
    expect(text.length).toBeLessThanOrEqual(250);
    if ('name' in reply && reply.name !== null) expect(text).toContain(reply.name);
  });
});

test('the two languages differ in every reply', () => {
  for (const reply of REPLIES) expect(replyText(reply, 'es')).not.toBe(replyText(reply, 'en'));
});
