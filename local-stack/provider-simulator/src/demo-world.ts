import type { MetaOptions } from './meta/account.ts';
import type { TwilioAccount, TwilioNumber } from './twilio/account.ts';
import type { TwilioOffer } from './twilio/offer.ts';
import type { WahaOptions } from './waha/account.ts';
import type { Person } from './world/roster.ts';

const META_APP_ID = '300000000000001';
const META_WABA_ID = '200000000000001';

/** The people, numbers and accounts of the demo. All invented; the secrets open nothing but a simulator. */
export const demoWorld = {
  accounts: [{ sid: `AC${'1'.padStart(32, '0')}`, authToken: '0badc0de0badc0de0badc0de0badc0de' }],
  numbers: [
    {
      provider: 'twilio',
      phone: '+15550100',
      name: 'Casillero',
      accountSid: `AC${'1'.padStart(32, '0')}`,
    },
  ],
  meta: {
    apps: [
      {
        id: META_APP_ID,
        name: 'Casillero',
        secret: 'f00dcafef00dcafef00dcafef00dcafe',
        verifyToken: 'demo-verify-token',
      },
    ],
    wabas: [
      {
        id: META_WABA_ID,
        name: 'Casillero',
        portfolioId: '400000000000001',
        appId: META_APP_ID,
        accessTokens: ['EAA-demo-meta-token'],
        templates: [
          { name: 'paquete_listo', language: 'es', body: 'Hola {{1}}, su paquete {{2}} está listo para retirar.' },
          { name: 'package_ready', language: 'en', body: 'Hello {{1}}, your package {{2}} is ready to be picked up.' },
        ],
      },
    ],
    numbers: [
      {
        provider: 'meta',
        phone: '+15550110',
        displayPhone: '+1 555-0110',
        name: 'Casillero',
        phoneNumberId: '100000000000001',
        wabaId: META_WABA_ID,
      },
      {
        provider: 'meta',
        phone: '+15550111',
        displayPhone: '+1 555-0111',
        name: 'Casillero 2',
        phoneNumberId: '100000000000002',
        wabaId: META_WABA_ID,
      },
    ],
  },
  waha: {
    apiKey: 'demo-waha-key',
    sessions: [{ name: 'casillero', phone: '+15550120', pushName: 'Casillero' }],
    globalWebhook: {
      events: ['message.any', 'message.ack', 'message.reaction', 'message.edited', 'message.revoked', 'session.status'],
      hmac: { key: 'demo-waha-hmac-key' },
    },
  },
  inventory: [
    ...['0180', '0181', '0182', '0183', '0184'].map((last) => ({
      phone: `+1555${last}`,
      country: 'US',
      locality: 'Miami',
      region: 'FL',
    })),
    { phone: '+15550185', country: 'US', kind: 'TollFree', monthlyPrice: '2.15' },
    { phone: '+50370000801', country: 'SV', kind: 'Mobile', addressRequirements: 'any', monthlyPrice: '12.00' },
    { phone: '+50370000802', country: 'SV', kind: 'Mobile', monthlyPrice: '12.00' },
  ],
  people: [
    { phone: '+50370000001', name: 'Ana', note: staffOf('Importadora Cuscatlán') },
    { phone: '+50370000002', name: 'Beto', note: staffOf('Importadora Cuscatlán') },
    { phone: '+50370000101', name: 'Carla', note: staffOf('Envíos Izalco') },
    { phone: '+50370000900', name: 'Diana', note: { en: 'unknown to everybody', es: 'nadie la conoce' } },
  ],
} as const satisfies {
  accounts: TwilioAccount[];
  numbers: TwilioNumber[];
  meta: MetaOptions;
  waha: WahaOptions;
  inventory: TwilioOffer[];
  people: Person[];
};

function staffOf(importer: string) {
  return { en: `staff of ${importer}`, es: `personal de ${importer}` };
}
