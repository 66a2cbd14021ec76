import { DEMO_NUMBERS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_TENANTS } from '../demo/demo-people.ts';
import { addressOf } from '../firebase-tools/local-config.ts';
import type { PortLayout } from '../ports/port-layout.ts';

/** The addresses of a running stack, with the words people know them by. */
export const addresses = (ports: PortLayout): readonly (readonly [string, string])[] => [
  ['Dashboard', addressOf(ports, 'hosting')],
  ['Phone', addressOf(ports, 'simulator')],
  ['Simulator control', `${addressOf(ports, 'simulator')}/control`],
  ['Functions', addressOf(ports, 'functions')],
  ['Firestore', addressOf(ports, 'firestore')],
  ['Auth', addressOf(ports, 'auth')],
  ['Storage', addressOf(ports, 'storage')],
];

/** What is printed once everything is up: where things are, and who can sign in. */
export function welcome(ports: PortLayout, isDemo: boolean): string {
  const places = table(addresses(ports));
  if (!isDemo) return `\n${places}\n`;
  const people = table(DEMO_PEOPLE.map(({ email, claims }) => [email, roleOf(claims)]));
  const phones = table(
    DEMO_TENANTS.flatMap(({ name, staffPhones }) => staffPhones.map(({ phone }) => [phone, `staff phone of ${name}`])),
  );
  const numbers = table(
    DEMO_NUMBERS.map(({ display, provider, mode }) => [
      display,
      `${provider}, ${mode === 'shared' ? 'shared' : 'not assigned yet'}`,
    ]),
  );
  return [
    `\n${places}`,
    `\nLog-ins, all with the password ${DEMO_PASSWORD}:\n${people}`,
    `\nPhones that write to the shared numbers:\n${phones}`,
    `\nNumbers:\n${numbers}\n`,
  ].join('\n');
}

function roleOf(claims: (typeof DEMO_PEOPLE)[number]['claims']): string {
  if (claims.role === 'operator') return 'operator of the platform';
  const tenant = DEMO_TENANTS.find(({ id }) => id === claims.tenantId);
  return `${claims.role} of ${tenant?.name ?? claims.tenantId}`;
}

function table(rows: readonly (readonly [string, string] | readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}
