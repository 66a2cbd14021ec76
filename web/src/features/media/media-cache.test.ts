import { ok } from '@casillero/domain/result';
import { expect, test } from 'vitest';
import { loadPicture } from './load-picture.ts';
import { type LoadMedia, makeMediaCache } from './media-cache.ts';

const offline = { ok: false, failure: { code: 'no-network', message: '', hint: '' }, isPassing: true } as const;
const gone = { ok: false, failure: { code: 'not-found', message: '', hint: '' }, isPassing: false } as const;
const picture = ok(new Blob(['x']));

/** A cache that notes what it does; `answers` are given in turn, then pictures. */
function notedCache(answers: readonly Awaited<ReturnType<LoadMedia>>[] = [], keptUnseen = 1) {
  const left = [...answers];
  const noted: string[] = [];
  let made = 0;
  const cache = makeMediaCache({
    async loadMedia(_tenantId, screenshotId) {
      noted.push(`load ${screenshotId}`);
      return left.shift() ?? picture;
    },
    createUrl() {
      made += 1;
      return `blob:${made}`;
    },
    revokeUrl: (url) => noted.push(`revoke ${url}`),
    wait: async (milliseconds) => void noted.push(`wait ${milliseconds}`),
    keptUnseen,
  });
  const look = (id: string) => {
    const source = cache.picture('lempa', id, 'thumbnail');
    const leave = source.subscribe(() => {});
    return { source, leave };
  };
  const settled = async (source: ReturnType<typeof look>['source']) => {
    while (source.getSnapshot().status === 'waiting') await Promise.resolve();
    return source.getSnapshot();
  };
  return { cache, noted, look, settled };
}

test('two viewers of one picture load it once', async () => {
  const { noted, look, settled } = notedCache();
  const one = look('a');
  const other = look('a');
  expect(await settled(one.source)).toEqual({ status: 'ready', value: 'blob:1' });
  expect(other.source).toBe(one.source);
  expect(noted).toEqual(['load a']);
});

test('a passing failure is tried again after a pause, twice', async () => {
  const { noted, look, settled } = notedCache([offline, offline]);
  expect((await settled(look('a').source)).status).toBe('ready');
  expect(noted).toEqual(['load a', 'wait 600', 'load a', 'wait 2500', 'load a']);
});

test('a lasting failure is told at once, and coming back is another try', async () => {
  const { noted, look, settled } = notedCache([gone]);
  const first = look('a');
  expect(await settled(first.source)).toEqual({ status: 'failed', failure: gone.failure });
  first.leave();
  expect((await settled(look('a').source)).status).toBe('ready');
  expect(noted).toEqual(['load a', 'load a']);
});

test('pictures out of sight are kept up to a number; the one unseen for longest is given back', async () => {
  const { noted, look, settled } = notedCache();
  for (const id of ['a', 'b']) {
    const viewer = look(id);
    await settled(viewer.source);
    viewer.leave();
  }
  expect(noted).toEqual(['load a', 'load b', 'revoke blob:1']);
  expect((await settled(look('b').source)).status).toBe('ready');
  expect(noted).toHaveLength(3);
});

test('what is being looked at is never given back', async () => {
  const { noted, look, settled } = notedCache([], 0);
  const seen = look('a');
  await settled(seen.source);
  const other = look('b');
  await settled(other.source);
  other.leave();
  expect(noted).toEqual(['load a', 'load b', 'revoke blob:2']);
});

test('clearing gives everything back, also what was still on its way', async () => {
  const { cache, noted, look, settled } = notedCache();
  await settled(look('a').source);
  const late = look('b').source;
  cache.clear();
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(noted).toEqual(['load a', 'load b', 'revoke blob:1']);
  expect(late.getSnapshot().status).toBe('waiting');
});

test('a document to open: its address, or null if it cannot be had', async () => {
  const { cache } = notedCache([gone]);
  expect(await loadPicture(cache, 'lempa', 'pdf')).toBeNull();
  expect(await loadPicture(cache, 'lempa', 'pdf')).toBe('blob:1');
});
