import { describe, expect, test } from 'vitest';
import { onceInAWhile, rememberFor } from './remembered.ts';

const clock = () => {
  let ms = 0;
  return {
    now: () => new Date(ms),
    advance: (by: number) => {
      ms += by;
    },
  };
};

describe('what is remembered', () => {
  const start = (max = 2) => {
    const loaded: string[] = [];
    const failing = new Set<string>();
    const { now, advance } = clock();
    const memory = rememberFor<string, string>({ forMs: 1_000, max, now }, async (key) => {
      loaded.push(key);
      if (failing.has(key)) throw new Error('no');
      return key.toUpperCase();
    });
    return { ...memory, loaded, failing, advance };
  };

  test('is loaded once while it is fresh, also when asked for at once', async () => {
    const { get, loaded, advance } = start();
    expect(await Promise.all([get('a'), get('a')])).toEqual(['A', 'A']);
    advance(999);
    await get('a');
    expect(loaded).toEqual(['a']);
    advance(1);
    await get('a');
    expect(loaded).toEqual(['a', 'a']);
  });

  test('is bounded: the oldest goes', async () => {
    const { get, loaded } = start(2);
    for (const key of ['a', 'b', 'c', 'b', 'a']) await get(key);
    expect(loaded).toEqual(['a', 'b', 'c', 'a']);
  });

  test('is forgotten when asked to, and never a failure', async () => {
    const { get, forget, loaded, failing } = start();
    await get('a');
    forget('a');
    failing.add('b');
    await expect(get('b')).rejects.toThrow('no');
    failing.clear();
    expect([await get('a'), await get('b')]).toEqual(['A', 'B']);
    expect(loaded).toEqual(['a', 'b', 'a', 'b']);
  });
});

test('something is done once in a while for each key, and for a bounded number of keys', async () => {
  const { now, advance } = clock();
  const done: string[] = [];
  const act = onceInAWhile({ everyMs: 60_000, max: 2, now }, async (key) => done.push(key));
  for (const key of ['a', 'a', 'b', 'a']) await act(key);
  expect(done).toEqual(['a', 'b']);
  advance(60_000);
  for (const key of ['a', 'c', 'b']) await act(key);
  expect(done).toEqual(['a', 'b', 'a', 'c', 'b']);
});
