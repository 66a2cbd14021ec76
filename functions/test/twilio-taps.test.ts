import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOSTILE_IDS } from './hostile-ids.ts';
import { postAsTwilio } from './post-as-twilio.ts';
import { startWorld } from './start-world.ts';
import { ACCOUNT, SHARED, type World } from './world.ts';

/* As Twilio tells taps: what counts is the title that its sender saw, and the id beside it is nothing to go by. */

let world: World;
beforeAll(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
  await world.firestore.doc('linkCodes/otro1234').set({ tenantId: 'izalco', isActive: true });
});
afterAll(() => world.stop());

let count = 0;
/** Posts a tap of a phone that nobody has seen before. */
async function post(tap: Readonly<Record<string, string>>): Promise<string> {
  count += 1;
  const phone = `+5037000${String(300 + count).padStart(4, '0')}`;
  const fields = {
    MessageSid: `SM${String(count).padStart(32, '0')}`,
    ...{ AccountSid: ACCOUNT.sid, From: `whatsapp:${phone}`, To: `whatsapp:${SHARED}`, NumMedia: '0', ...tap },
  };
  await postAsTwilio(world, fields);
  return phone;
}
const read = async (path: string) => (await world.firestore.doc(path).get()).data();

test.each<[string, (id: string) => Record<string, string>]>([
  ['a button', (id) => ({ MessageType: 'button', Body: 'Paquete 42', ButtonText: 'Paquete 42', ButtonPayload: id })],
  ['a row', (id) => ({ MessageType: 'interactive', Body: 'Paquete 42', ListTitle: 'Paquete 42', ListId: id })],
  [
    'a button without a body',
    (id) => ({ MessageType: 'button', Body: '', ButtonText: 'Paquete 42', ButtonPayload: id }),
  ],
  ['a row whose body is its id', (id) => ({ Body: id, ListTitle: 'Paquete 42', ListId: id })],
])('of a stranger, %s, whatever its id: unrouted, with its title as the text', async (_what, tap) => {
  for (const id of HOSTILE_IDS) {
    const phone = await post(tap(id));
    expect(await read(`unrouted/phone:${phone}`)).toMatchObject({ reason: 'unknown-sender', lastText: 'Paquete 42' });
    expect(await read(`senders/phone:${phone}`)).toBeUndefined();
  }
  expect(await world.documents('rateLimits')).toEqual([]);
});

test('a title that is a link code binds its sender, as if it had been typed', async () => {
  const phone = await post({ Body: 'start_otro1234', ButtonText: 'start_otro1234', ButtonPayload: 'x' });
  expect(await read(`senders/phone:${phone}`)).toMatchObject({ boundTo: 'izalco' });
});
