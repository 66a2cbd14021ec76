import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serveAvailableNumbers } from '../src/api/available-numbers/serve-available-numbers.ts';
import { twilioNumberShop } from '../src/provider/twilio/number-shop.ts';
import { redirectRequests } from '../src/provider/twilio/simulated-host.ts';
import { TWILIO_ACCOUNT } from './purchase-world.ts';
import { TestApi } from './start-api.ts';
import { TwilioNumbersServer } from './twilio-numbers-server.ts';

let api: TestApi;
let server: TwilioNumbersServer;
beforeAll(async () => {
  server = await new TwilioNumbersServer().start();
  const client = twilio(TWILIO_ACCOUNT, '0badc0de0badc0de0badc0de0badc0de', {
    httpClient: redirectRequests(RequestClient, server.url),
  });
  const shop = twilioNumberShop(
    async () => client,
    () => TWILIO_ACCOUNT,
  );
  api = await TestApi.start(() => serveAvailableNumbers({ shop: () => shop }));
});
afterAll(async () => {
  await api.stop();
  await server.stop();
});
beforeEach(() => {
  server.faults.length = 0;
});

const get = (path: string) => api.call('operator', 'GET', `/available-numbers/${path}`);

test('kinds of a country, with what each costs; kinds that we do not know are left out', async () => {
  expect(await get('US/kinds')).toMatchObject({
    status: 200,
    body: {
      kinds: [
        { kind: 'local', monthlyPrice: { amount: '1.15', currency: 'USD' } },
        { kind: 'toll-free', monthlyPrice: null },
      ],
    },
  });
});

test('numbers are found by their digits', async () => {
  const { status, body } = await get('US?contains=*0102&sms=true');
  expect([status, body]).toEqual([
    200,
    {
      numbers: [
        {
          phone: '+15550150102',
          display: '+1 555 015 0102',
          country: 'US',
          kind: 'local',
          locality: 'Miami',
          region: 'FL',
          capabilities: { voice: true, sms: true, mms: false },
          addressRequirements: 'none',
          monthlyPrice: { amount: '1.15', currency: 'USD' },
        },
      ],
    },
  ]);
});

test('a price list that cannot be had sells all the same', async () => {
  server.faults.push({ match: /PhoneNumbers.Countries/, status: 500 });
  const { status, body } = await get('US');
  expect([status, (body.numbers as { monthlyPrice: unknown }[])[0]?.monthlyPrice]).toEqual([200, null]);
});

test.each<[string, number, string, (() => void)?]>([
  ['ZZ/kinds', 422, 'unknown-country'],
  ['US?kind=mobile', 422, 'unknown-kind'],
  ['usa', 404, 'not-found'],
  ['US?contains=1', 400, 'invalid-input'],
  ['US?limit=1000', 400, 'invalid-input'],
  ['US', 503, 'provider-unreachable', () => server.faults.push({ match: /Local.json/, status: 'hang-up' })],
  ['US', 502, 'provider-refused', () => server.faults.push({ match: /Local.json/, status: 401, code: 20003 })],
])('%s ▶ %i %s', async (path, status, code, prepare) => {
  prepare?.();
  const answer = await get(path);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
});
