import type { TwilioAccount, TwilioNumber } from './twilio/account.ts';
import type { Person } from './world/roster.ts';

/** The people, the number and the account of the demo. All invented; the token opens nothing but a simulator. */
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
  people: [
    { phone: '+50370000001', name: 'Ana', note: staffOf('Importadora Cuscatlán') },
    { phone: '+50370000002', name: 'Beto', note: staffOf('Importadora Cuscatlán') },
    { phone: '+50370000101', name: 'Carla', note: staffOf('Envíos Izalco') },
    { phone: '+50370000900', name: 'Diana', note: { en: 'unknown to everybody', es: 'nadie la conoce' } },
  ],
} as const satisfies { accounts: TwilioAccount[]; numbers: TwilioNumber[]; people: Person[] };

function staffOf(importer: string) {
  return { en: `staff of ${importer}`, es: `personal de ${importer}` };
}
