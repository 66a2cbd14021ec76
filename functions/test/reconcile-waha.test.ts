import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { paths } from '@casillero/domain/records/paths';
import { reconciliationRecord } from '@casillero/domain/records/reconciliation-record';
import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOn } from '../src/firestore/transact.ts';
import { receivedByWaha } from '../src/provider/waha/list-received.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { makeReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { makeReconcile } from '../src/usecases/reconcile/reconcile.ts';
import { DIANA, WAHA } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

/** R91: WAHA keeps undelivered events in memory only; its phone has the messages. */
let world: ProvidersWorld;
beforeEach(async () => {
  world = await ProvidersWorld.start(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const say = (text: string) => world.simulator.control.deliver({ from: DIANA, to: WAHA.phone, text });
const texts = async () => {
  const [conversation] = await world.documents('tenants/izalco/conversations');
  const messages = await world.documents(`tenants/izalco/conversations/${conversation?.id}/messages`);
  return messages
    .filter(({ direction }) => direction === 'in')
    .map(({ text }) => text)
    .sort();
};

/** Nothing is refused here. */
const REFUSED = { keep: async () => undefined, isOutage: () => true };

function makeReconciliation() {
  const now = () => world.now();
  const enqueue = makeEnqueueEntries({ addTask: world.queue.addTask, onFailure: () => undefined });
  const { transact } = world;
  const receive = makeReceiveMessage({ transact, enqueue, now, linkPrefix: 'start_' });
  return makeReconcile({ read: readOn(world.firestore), transact, receive, ...REFUSED, now });
}

test('what a session received while our webhook was away is taken in from its chats, once', async () => {
  const reconcile = makeReconciliation();
  const access = () => ({ base: `${world.simulator.url}/waha`, apiKey: WAHA.apiKey });
  const source = receivedByWaha(access, WAHA.session, async () => null);

  await say('it arrived');
  world.simulator.control.setFaults({ delivery: { signature: 'wrong' } });
  await say('lost one');
  world.advance(60_000);
  await say('lost two');
  world.simulator.control.setFaults({});
  world.advance(10 * 60_000);
  expect(await reconcile(source)).toEqual({ found: 2 });
  expect(await texts()).toEqual(['it arrived', 'lost one', 'lost two']);
  world.advance(6 * 60_000);
  expect(await reconcile(source)).toEqual({ found: 0 });
  expect(await texts()).toHaveLength(3);
  const state = await world.firestore.doc(paths.reconciliation(source.name)).get();
  expect(reconciliationRecord.parse(state.data())).toMatchObject({ foundCount: 2, failure: null });
});

test('what was taken in and deleted since is no message without content', async () => {
  const reconcile = makeReconciliation();
  const source = receivedByWaha(
    () => ({ base: `${world.simulator.url}/waha`, apiKey: WAHA.apiKey }),
    WAHA.session,
    async () => null,
  );
  const { message } = await say('not for you');
  await world.simulator.control.deliver({
    from: DIANA,
    to: WAHA.phone,
    act: { kind: 'delete', messageId: message.id },
  });
  world.advance(10 * 60_000);
  const before = await texts();
  expect(await reconcile(source)).toEqual({ found: 0 });
  expect(await texts()).toEqual(before);
});

test('the messages of several chats are asked for at once', async () => {
  const waiting: (() => void)[] = [];
  const chats = Array.from({ length: 8 }, (_, i) => ({
    id: `5037000090${i}@c.us`,
    lastMessage: i === 0 ? {} : { timestamp: Date.now() / 1_000 },
  }));
  const server = createServer((request, response) => {
    if (request.url?.includes('/overview')) return response.end(JSON.stringify(chats));
    // Nobody is answered before all have asked.
    waiting.push(() => response.end('[]'));
    if (waiting.length === chats.length) for (const answer of waiting) answer();
    return response;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = receivedByWaha(
    () => ({ base, apiKey: 'x' }),
    'main',
    async () => null,
  );
  expect(await source.list(new Date(0), new Date())).toEqual([]);
  server.close();
});

test('a server that says the same page for ever is left after a while', async () => {
  const page = Array.from({ length: 100 }, (_, i) => ({ id: `5037000${i}@c.us`, lastMessage: { timestamp: 1 } }));
  const server = createServer((_request, response) => response.end(JSON.stringify(page)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = receivedByWaha(
    () => ({ base, apiKey: 'x' }),
    'main',
    async () => null,
  );
  await expect(source.list(new Date(0), new Date())).rejects.toThrow('the same page');
  server.close();
});

test('a server that does not answer leaves the comparison where it was', async () => {
  const { transact } = world;
  const reconcile = makeReconcile({
    read: readOn(world.firestore),
    transact,
    receive: async () => {
      throw new Error('nothing is to be received');
    },
    ...REFUSED,
    now: () => world.now(),
  });
  const source = receivedByWaha(
    () => ({ base: 'http://127.0.0.1:9', apiKey: 'x' }),
    'main',
    async () => null,
  );
  expect(await reconcile(source)).toEqual({ found: 0 });
  const state = await world.firestore.doc(paths.reconciliation('waha-main')).get();
  expect(reconciliationRecord.parse(state.data())).toMatchObject({ failure: { code: 'not-finished' }, foundCount: 0 });
});
