import { paths } from '@casillero/domain/records/paths';
import { ok } from '@casillero/domain/result';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { anOrder, NOW } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { aJpeg } from './pictures.ts';
import { PLATFORM, WAHA } from './provider-accounts.ts';
import { startWorld } from './start-world.ts';
import { ANA, DIANA, SHARED, type World } from './world.ts';
import { ProvidersWorld } from './world-providers.ts';

const read: ReadOrder = async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 });

const startWaha = async () => {
  const world = await ProvidersWorld.start(read);
  await world.firestore.doc(`numbers/waha:${WAHA.session}`).update({ mode: 'shared', tenantIds: [] });
  return world;
};

/** What a staff phone sees at each provider (R14); Twilio cannot mark as read without typing. */
describe.each([
  { provider: 'Twilio', to: SHARED, start: () => startWorld(read), isReadAlone: false },
  { provider: 'Meta', to: PLATFORM.phone, start: () => ProvidersWorld.start(read), isReadAlone: true },
  { provider: 'WAHA', to: WAHA.phone, start: startWaha, isReadAlone: true },
])('$provider', ({ to, start, isReadAlone }) => {
  let world: World | ProvidersWorld;
  /** what the person's phone showed, in order, each once in a row */
  let shown: string[];
  beforeEach(async () => {
    world = await start();
    shown = [];
    const replies = new Set<string>();
    const show = (what: string) => shown.at(-1) !== what && shown.push(what);
    world.simulator.control.subscribe((event) => {
      if (event.type === 'typing' && event.isTyping) show('typing');
      if (event.type !== 'message') return;
      const { message } = event;
      if (message.author === 'person' && message.isSeen) show('read');
      if (message.author === 'business' && !replies.has(message.id)) show('reply');
      if (message.author === 'business') replies.add(message.id);
    });
  });
  afterEach(() => world.stop());

  const say = (from: string, text: string) => world.simulator.control.deliver({ from, to, text });
  const send = async (from: string) =>
    world.simulator.control.deliver({
      from,
      to,
      media: [{ fileName: 'captura.jpg', base64: await aJpeg(1) }],
    });
  const workOffNext = async () => world.workOff(world.queue.take()?.payload.outboxId ?? '');
  const isRead = () => world.simulator.control.messages({ author: 'person' }).map(({ isSeen }) => isSeen ?? false);
  const typing = () => world.simulator.control.typing();

  test('a text is read before it is answered', async () => {
    await say(ANA, 'María');
    await world.settle();
    expect(shown).toEqual(['read', 'typing', 'reply']);
    expect(typing()).toEqual([]);
  });

  test('a screenshot is read as soon as it is fetched, and somebody types until the summary', async () => {
    await send(ANA);
    expect(await workOffNext()).toBe('done');
    expect(shown).toEqual(['read', 'typing']);
    expect(typing()).toEqual([{ person: ANA, number: to }]);
    await world.settle();
    expect(shown.at(-1)).toBe('reply');
    expect(typing()).toEqual([]);
  });

  test('work that begins when the summary is due types no more', async () => {
    await send(ANA);
    world.advance(3_500);
    expect(await workOffNext()).toBe('done');
    expect(isRead()).toEqual([isReadAlone]);
    expect(typing()).toEqual([]);
  });

  test('strangers and contacts are answered, and what they wrote stays unread', async () => {
    await say(DIANA, 'Hola');
    await world.settle();
    const sender = { senderId: 'diana', staffOf: null, boundTo: 'izalco', since: NOW, via: 'link' };
    await world.firestore.doc(paths.sender(phoneAlias(DIANA as CanonicalPhone))).set(sender);
    await world.firestore.doc(paths.linkCode('otro1234')).set({ tenantId: 'cuscatlan', isActive: true });
    await say(DIANA, 'start_otro1234');
    await world.settle();
    expect(world.replies(DIANA)).toHaveLength(2);
    expect(isRead()).toEqual([false, false]);
  });

  test.each([
    ['refused', { kind: 'status', status: 500 }],
    ['cut off', { kind: 'reset' }],
  ] as const)('marking that is %s harms nothing', async (_how, fault) => {
    world.simulator.control.setFaults({ api: { on: 'mark', ...fault } });
    await say(ANA, 'María');
    await send(ANA);
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(2);
    expect(world.failures).toEqual([]);
    expect(isRead()).toEqual([false, false]);
  });

  test('a provider that never answers holds no answer up for long, and is left alone for a minute', async () => {
    world.simulator.control.setFaults({ api: { on: 'mark', kind: 'hang' } });
    await say(ANA, 'María');
    // The marking hangs until the simulator stops: that this ends at all is what is asked.
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(1);
    world.simulator.control.setFaults({});
    await say(ANA, 'Marta');
    await world.settle();
    expect(isRead()).toEqual([false, false]);
    world.advance(60_000);
    await say(ANA, 'Rosa');
    await world.settle();
    expect(world.replies(ANA)).toHaveLength(3);
    expect(isRead().at(-1)).toBe(true);
  });
});
