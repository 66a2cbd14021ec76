import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { postAsTwilio } from './post-as-twilio.ts';
import { startWorld } from './start-world.ts';
import { ACCOUNT, ANA, SHARED, type World } from './world.ts';

/* A number at Twilio may get SMS too, in which anybody can claim any phone: they are another channel, and prove nothing (R4, R54). */

let world: World;
beforeEach(async () => {
  world = await startWorld(async () =>
    ok({ order: anOrder(), engine: 'scripted', engineVersion: '1', milliseconds: 1 }),
  );
});
afterEach(() => world.stop());

const DIANA = '+50370000900';
let count = 0;
async function post(from: string, text: string) {
  count += 1;
  const fields = {
    MessageSid: `SM${String(count).padStart(32, '0')}`,
    AccountSid: ACCOUNT.sid,
    From: from,
    To: from.startsWith('whatsapp:') ? `whatsapp:${SHARED}` : SHARED,
    Body: text,
    NumMedia: '0',
  };
  await postAsTwilio(world, fields);
}
const sms = (from: string, text: string) => post(from, text);
const whatsApp = (from: string, text: string) => post(`whatsapp:${from}`, text);
const set = (path: string, fields: Record<string, unknown>) => world.firestore.doc(path).set(fields);
const sender = async (alias: string) => (await world.firestore.doc(`senders/${alias}`).get()).data();
const texts = async (tenant = 'cuscatlan') => {
  const conversations = await world.documents(`tenants/${tenant}/conversations`);
  return conversations.map(({ lastText }) => lastText);
};

describe('an SMS', () => {
  test('from a staff phone is no intake', async () => {
    await sms(ANA, 'María');
    expect(await world.documents('tenants/cuscatlan/batches')).toEqual([]);
    expect(await world.documents('unrouted')).toMatchObject([{ id: `sms:${ANA}`, display: ANA, messageCount: 1 }]);
  });

  test('with a link code binds whoever sends SMS from there, and not the WhatsApp account', async () => {
    await set('linkCodes/maria7k', { tenantId: 'cuscatlan', isActive: true });
    await sms(DIANA, 'start_maria7k');
    expect(await sender(`sms:${DIANA}`)).toMatchObject({ boundTo: 'cuscatlan' });
    expect(await sender(`phone:${DIANA}`)).toBeUndefined();
    await whatsApp(DIANA, 'Hola');
    expect(await world.documents('unrouted')).toMatchObject([{ id: `phone:${DIANA}`, lastText: 'Hola' }]);
    await sms(DIANA, 'Hola');
    expect(await texts()).toEqual(['Hola']);
  });

  test('from a contact’s phone is not put into their WhatsApp conversation, so that answers stay on WhatsApp', async () => {
    const since = new Date();
    await set(`senders/phone:${DIANA}`, { senderId: 'd', staffOf: null, boundTo: 'cuscatlan', since, via: 'link' });
    await whatsApp(DIANA, 'Hola');
    await sms(DIANA, '¿mi código?');
    expect(await world.documents('tenants/cuscatlan/conversations')).toMatchObject([
      { address: `whatsapp:${DIANA}`, lastText: 'Hola' },
    ]);
  });

  test('with a registration code registers nothing, and uses up neither the code nor an attempt', async () => {
    const expiresAt = new Date(world.now().getTime() + 900_000);
    const code = { tenantId: 'cuscatlan', registrationId: 'reg1', state: 'waiting', expiresAt, expireAt: expiresAt };
    await set('verifications/B2C3D4F5', code);
    await sms(DIANA, 'Registrar B2C3-D4F5');
    expect((await world.firestore.doc('verifications/B2C3D4F5').get()).data()).toMatchObject({ state: 'waiting' });
    expect(await world.documents('rateLimits')).toEqual([]);
    expect(await sender(`sms:${DIANA}`)).toBeUndefined();
  });
});
