import { expect, test } from 'vitest';
import { OWNER } from '../identity/caller.ts';
import type { ListenResponse } from '../listen/messages.ts';
import type { FilterMessage } from '../query/structured-query.ts';
import { commit } from './commit.ts';
import { openListen } from './listen.ts';
import { ServerState } from './server-state.ts';

const DATABASE = 'projects/p/databases/(default)';
const PARENT = `${DATABASE}/documents`;
const STREAMS = 100;
const TARGETS = 5000;

type Subject = { collectionId: string; where?: FilterMessage };

/** A server with 5,000 targets on 100 streams, and what these streams are sent. */
function listenTo(subject: (i: number) => Subject) {
  const state = new ServerState();
  const sent: ListenResponse[] = [];
  const streams = Array.from({ length: STREAMS }, () =>
    openListen(state, OWNER, {
      send: (response) => sent.push(response),
      fail: (error) => {
        throw error;
      },
    }),
  );
  for (let i = 0; i < TARGETS; i++) {
    const { collectionId, ...filter } = subject(i);
    const structuredQuery = { from: [{ collectionId }], ...filter };
    streams[i % STREAMS]?.handle({
      database: DATABASE,
      addTarget: { targetId: i + 1, query: { parent: PARENT, structuredQuery } },
    });
  }
  sent.length = 0;
  const { listeners } = state.databaseState(DATABASE);
  const write = async (path: string, owner: string) => {
    const before = listeners.examined;
    const fields = { owner: { stringValue: owner } };
    await commit(state, OWNER, { database: DATABASE, writes: [{ update: { name: `${PARENT}/${path}`, fields } }] });
    const messages = sent.splice(0).length;
    return { examined: listeners.examined - before, messages };
  };
  const close = (): void => {
    for (const stream of streams) stream.close();
  };
  return { write, close };
}

test('5,000 listeners on as many collections: a write looks at one, and tells one', async () => {
  const { write, close } = listenTo((i) => ({ collectionId: `c${i}` }));
  expect(await write('c42/a', 'kim')).toEqual({ examined: 1, messages: 2 });
  expect(await write('elsewhere/a', 'kim')).toEqual({ examined: 0, messages: 0 });
  close();
});

test('5,000 listeners by owner on one collection: a write looks at those of its owners only', async () => {
  const { write, close } = listenTo((i) => ({
    collectionId: 'c',
    where: { fieldFilter: { field: { fieldPath: 'owner' }, op: 'EQUAL', value: { stringValue: `u${i}` } } },
  }));
  expect(await write('c/a', 'u7')).toEqual({ examined: 1, messages: 2 });
  expect(await write('c/a', 'u8')).toEqual({ examined: 2, messages: 4 });
  expect(await write('c/b', 'nobody')).toEqual({ examined: 0, messages: 0 });
  close();
  expect(await write('c/c', 'u7')).toEqual({ examined: 0, messages: 0 });
});
