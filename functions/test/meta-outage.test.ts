import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, expect, test } from 'vitest';
import { ANA, PLATFORM } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

let world: ProvidersWorld;
afterEach(() => world.stop());

const read = async () => ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 } as const);
const payload = (...ids: string[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: PLATFORM.wabaId,
      changes: [
        {
          field: 'messages',
          value: {
            metadata: { phone_number_id: PLATFORM.phoneNumberId },
            messages: ids.map((id) => ({ from: ANA.slice(1), id, timestamp: '1', type: 'text', text: { body: id } })),
          },
        },
      ],
    },
  ],
});

test('the database is not there: 503, so that Meta sends it again (R90)', async () => {
  const down = Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
  world = await ProvidersWorld.start(read, {
    receive: async () => {
      throw down;
    },
  });
  expect((await world.post(payload('wamid.1', 'wamid.2'))).status).toBe(503);
  expect(await world.documents('unprocessed')).toEqual([]);
});

test('one message is refused for what it is: kept with its reason, the others take effect, 200 (R93)', async () => {
  const taken: string[] = [];
  world = await ProvidersWorld.start(read, {
    receive: async (message) => {
      if (message.text === 'wamid.2') throw Object.assign(new Error('3 INVALID_ARGUMENT: too large'), { code: 3 });
      taken.push(message.text);
      return { outcome: 'taken-in', inboxId: 'i', tenantIds: [], unrouted: null };
    },
  });
  expect((await world.post(payload('wamid.1', 'wamid.2', 'wamid.3'))).status).toBe(200);
  expect(taken).toEqual(['wamid.1', 'wamid.3']);
  const [kept] = await world.documents('unprocessed');
  expect(kept).toMatchObject({ reason: { code: 'not-taken-in', message: expect.stringContaining('too large') } });
  expect(JSON.parse(String(kept?.content))).toMatchObject({
    entry: [{ changes: [{ value: { messages: [{ id: 'wamid.2' }] } }] }],
  });
});

test('what is refused cannot be kept either: 503', async () => {
  world = await ProvidersWorld.start(read, {
    receive: async () => {
      throw new TypeError('a defect');
    },
    keep: async () => {
      throw Object.assign(new Error('14 UNAVAILABLE'), { code: 14 });
    },
  });
  expect((await world.post(payload('wamid.1'))).status).toBe(503);
});
