import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitRate } from '../src/api/rate-limit.ts';
import { shareCountOn } from '../src/firestore/share-count.ts';
import { TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start(() => []);
});
afterAll(() => api.stop());

test('instances share their counts through Firestore; documents are named by a hash and go by themselves', async () => {
  const now = new Date('2026-03-01T10:00:10Z');
  const share = shareCountOn(api.world.firestore);
  const instances = Array.from({ length: 3 }, () => limitRate({ share, now: () => now }));
  let passed = 0;
  for (let i = 0; i < 60; i++)
    for (const limit of instances)
      await limit('uid ana', 100).then(
        () => {
          passed += 1;
        },
        (error: unknown) => expect(error).toMatchObject({ status: 429, code: 'too-many-calls' }),
      );
  expect(passed).toBeGreaterThanOrEqual(100);
  expect(passed).toBeLessThanOrEqual(160);
  const documents = await api.list('rateLimits');
  expect(documents).toHaveLength(1);
  expect(documents[0]).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{40}_\d+$/), calls: 180 });
  expect(JSON.stringify(documents)).not.toContain('ana');
});

test('a stranger counts by address, of IPv6 by network, and by the hop before us; a person by their own name', async () => {
  const counted: string[] = [];
  const limited = await TestApi.start(
    () => [],
    async (who) => {
      counted.push(who);
    },
  );
  const ask = (forwarded: string, headers: Record<string, string> = {}) =>
    fetch(`${limited.origin}/health`, { headers: { 'x-forwarded-for': forwarded, ...headers } });
  for (const client of ['2001:db8:1:2::7', '2001:db8:1:2:3:4:5:6']) await ask(`${client}, 198.51.100.1`);
  await ask('203.0.113.7, 198.51.100.1', { authorization: 'Bearer member' });
  await limited.stop();
  const [stranger, hop] = ['ip 2001:db8:1:2::/64', 'hop 198.51.100.1'];
  expect(counted).toEqual([stranger, hop, stranger, hop, 'uid memo']);
});
