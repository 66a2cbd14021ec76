import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CASILLERO, DEMO_ACCOUNT, startWorld } from '../testing/start-world.ts';
import { twilioClient } from '../testing/twilio-client.ts';
import type { TwilioOffer } from './offer.ts';

const INVENTORY: TwilioOffer[] = [
  { phone: '+15550180', country: 'US', locality: 'Miami', region: 'FL', mms: true },
  { phone: '+15550181', country: 'US', locality: 'Doral', sms: false },
  { phone: '+15550185', country: 'US', kind: 'TollFree', monthlyPrice: '2.15' },
  { phone: '+50370000801', country: 'SV', kind: 'Mobile', addressRequirements: 'any', monthlyPrice: '12.00' },
  { phone: '+50370000802', country: 'SV', kind: 'Mobile', needsBundle: true, monthlyPrice: '12.00' },
];
let world: Awaited<ReturnType<typeof startWorld>>;
let client: ReturnType<typeof twilioClient>;
beforeAll(async () => {
  world = await startWorld({ inventory: INVENTORY });
  client = twilioClient(world.simulator.url, DEMO_ACCOUNT);
});
beforeEach(() => world.control.clear());
afterAll(() => world.stop());

const code = (expected: number, status = 400) => expect.objectContaining({ code: expected, status });
const ownedPhones = async () => (await client.incomingPhoneNumbers.list()).map(({ phoneNumber }) => phoneNumber);

describe('searching', () => {
  test('countries, kinds and prices', async () => {
    expect((await client.availablePhoneNumbers.list()).map(({ countryCode }) => countryCode)).toEqual(['SV', 'US']);
    const us = await client.availablePhoneNumbers('US').fetch();
    expect(us.country).toBe('United States');
    expect(Object.keys(us.subresourceUris)).toEqual(['local', 'toll_free']);
    const { phoneNumberPrices, priceUnit } = await client.pricing.v1.phoneNumbers.countries('US').fetch();
    expect(priceUnit).toBe('USD');
    expect(phoneNumberPrices).toMatchObject([
      { numberType: 'local', currentPrice: '1.15' },
      { numberType: 'toll free', currentPrice: '2.15' },
    ]);
  });

  test.each<{ why: string; search: Record<string, unknown>; found: string[] }>([
    { why: 'everything', search: {}, found: ['+15550180', '+15550181'] },
    { why: 'digits', search: { contains: '0181' }, found: ['+15550181'] },
    { why: 'a pattern', search: { contains: '555*18*' }, found: ['+15550180', '+15550181'] },
    { why: 'a place', search: { inLocality: 'Miami' }, found: ['+15550180'] },
    { why: 'with SMS', search: { smsEnabled: true }, found: ['+15550180'] },
    { why: 'another area', search: { areaCode: 305 }, found: [] },
    { why: 'one', search: { pageSize: 1, limit: 1 }, found: ['+15550180'] },
  ])('$why', async ({ search, found }) => {
    const numbers = await client.availablePhoneNumbers('US').local.list(search);
    expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(found);
  });

  test('what is told of a number', async () => {
    const [number] = await client.availablePhoneNumbers('US').local.list();
    expect(number).toMatchObject({ isoCountry: 'US', locality: 'Miami', region: 'FL', addressRequirements: 'none' });
    expect(number?.capabilities).toEqual({ voice: true, SMS: true, MMS: true, fax: false });
  });

  test('a kind or a country that is not there is 404', async () => {
    await expect(client.availablePhoneNumbers('US').mobile.list()).rejects.toEqual(code(20404, 404));
    await expect(client.availablePhoneNumbers('AQ').fetch()).rejects.toEqual(code(20404, 404));
  });
});

describe('buying', () => {
  const buy = (more: object = {}) =>
    client.incomingPhoneNumbers.create({ phoneNumber: '+15550180', friendlyName: 'intent 7', ...more });

  test('takes the number off the market and gives it to us', async () => {
    const bought = await buy({ smsUrl: 'https://casillero.example/webhooks/twilio' });
    expect(bought).toMatchObject({
      sid: expect.stringMatching(/^PN[0-9a-f]{32}$/),
      phoneNumber: '+15550180',
      friendlyName: 'intent 7',
      smsUrl: 'https://casillero.example/webhooks/twilio',
      status: 'in-use',
      capabilities: { voice: true, sms: true, mms: true, fax: false },
    });
    expect(await ownedPhones()).toEqual(['+15550180', CASILLERO]);
    expect(await client.availablePhoneNumbers('US').local.list()).toHaveLength(1);
    await expect(buy()).rejects.toEqual(code(21422));
  });

  test.each([
    { why: 'no number at all', order: { phoneNumber: '' }, expected: 21450 },
    { why: 'no number of any form', order: { phoneNumber: 'abc' }, expected: 21421 },
    { why: 'not for sale', order: { phoneNumber: '+15550199' }, expected: 21422 },
    { why: 'nothing in the area', order: { phoneNumber: '', areaCode: '305' }, expected: 21452 },
    { why: 'an address is needed', order: { phoneNumber: '+50370000801' }, expected: 21631 },
    { why: 'a bundle is needed', order: { phoneNumber: '+50370000802' }, expected: 21649 },
    { why: 'a URL that is none', order: { smsUrl: 'nonsense' }, expected: 21502 },
    { why: 'a name of 65', order: { friendlyName: 'x'.repeat(65) }, expected: 20001 },
  ])('$why: $expected', async ({ order, expected }) => {
    await expect(buy(order)).rejects.toEqual(code(expected));
    expect(await ownedPhones()).toEqual([CASILLERO]);
  });

  test('somebody was faster', async () => {
    expect(await client.availablePhoneNumbers('US').local.list()).toHaveLength(2);
    world.control.twilio.sellToOther('+15550180');
    await expect(buy()).rejects.toEqual(code(21422));
  });

  test.each(['hang', 'reset'] as const)('%s after it was bought: the list tells', async (kind) => {
    world.control.setFaults({ api: { on: 'buy', kind, takesEffect: true, times: 1 } });
    const impatient = twilioClient(world.simulator.url, DEMO_ACCOUNT, undefined, 100);
    await expect(impatient.incomingPhoneNumbers.create({ phoneNumber: '+15550180' })).rejects.toThrow();
    expect(await client.incomingPhoneNumbers.list({ phoneNumber: '+15550180' })).toHaveLength(1);
  });

  test('it failed before it was bought', async () => {
    world.control.setFaults({ api: { on: 'buy', kind: 'status', status: 503, times: 1 } });
    await expect(buy()).rejects.toMatchObject({ status: 503 });
    expect(await ownedPhones()).toEqual([CASILLERO]);
  });
});

describe('what is ours', () => {
  test('can be pointed elsewhere, found by name, and released for good', async () => {
    const { sid } = await client.incomingPhoneNumbers.create({ phoneNumber: '+15550180', friendlyName: 'uno' });
    await client.incomingPhoneNumbers(sid).update({ smsUrl: 'https://casillero.example/x' });
    expect(await client.incomingPhoneNumbers(sid).fetch()).toMatchObject({ smsUrl: 'https://casillero.example/x' });
    expect(await client.incomingPhoneNumbers.list({ friendlyName: 'uno' })).toHaveLength(1);
    expect(await client.incomingPhoneNumbers(sid).remove()).toBe(true);
    await expect(client.incomingPhoneNumbers(sid).fetch()).rejects.toEqual(code(20404, 404));
  });

  test('is listed by pages', async () => {
    for (const phoneNumber of ['+15550180', '+15550181', '+15550185']) {
      await client.incomingPhoneNumbers.create({ phoneNumber });
    }
    expect(await client.incomingPhoneNumbers.list({ pageSize: 1 })).toHaveLength(4);
  });

  test('is not everybody’s', async () => {
    const stranger = twilioClient(world.simulator.url, { ...DEMO_ACCOUNT, authToken: 'wrong' });
    await expect(stranger.incomingPhoneNumbers.list()).rejects.toEqual(code(20003, 401));
    await expect(stranger.pricing.v1.phoneNumbers.countries('US').fetch()).rejects.toEqual(code(20003, 401));
  });
});
