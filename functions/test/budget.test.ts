import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { type Costs, measureCosts } from './count-operations.ts';
import { startWorld } from './start-world.ts';
import type { World } from './world.ts';

const host = inject('firestoreHost');
/** Only the local Firestore counts operations; the official emulator does not. */
const isCounting = (await fetch(`http://${host}/emulator/v1/projects/demo-x/operations`)).ok;

let world: World;
afterEach(() => world.stop());

async function costs(scale: { senders: number; screenshots: number }): Promise<Costs> {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  return measureCosts(world, host, scale);
}

describe.skipIf(!isCounting)('R5, R94: documents read and written per message', () => {
  test('a text costs at most 6 reads and 7 writes, whatever it does', async () => {
    const { firstText, text, nextText, ...more } = await costs({ senders: 0, screenshots: 1 });
    const { firstContact, contactText, awayText } = more;
    for (const { reads, writes, deletes } of [firstText, text, nextText, firstContact, contactText, awayText]) {
      expect(reads).toBeLessThanOrEqual(6);
      expect(writes).toBeLessThanOrEqual(7);
      expect(deletes).toBe(0);
    }
    // What answers is an outbox entry more each, and no read.
    expect([firstContact.reads, awayText.reads]).toEqual([contactText.reads, contactText.reads]);
    expect(awayText.writes).toBe(contactText.writes + 1);
  });

  test('the cost of every kind of message is the same with more senders and more screenshots', async () => {
    // the first screenshot of a batch has none before it that could be of its order
    const small = await costs({ senders: 10, screenshots: 2 });
    await world.stop();
    const large = await costs({ senders: 1_000, screenshots: 40 });
    expect(large).toEqual(small);
  });

  test('a repetition reads little and writes nothing', async () => {
    const { duplicate } = await costs({ senders: 0, screenshots: 1 });
    expect(duplicate).toEqual({ reads: 3, writes: 0, deletes: 0 });
  });
});
