import { fail, ok, type Result } from '@casillero/domain/result';

/** Everything of the stack that listens on a port, in the order of its offset from the port base. */
export const PARTS = {
  hosting: { offset: 0, purpose: 'dashboard, API and webhooks' },
  functions: { offset: 1, purpose: 'Cloud Functions' },
  firestore: { offset: 2, purpose: 'Firestore' },
  auth: { offset: 3, purpose: 'Firebase Auth' },
  storage: { offset: 4, purpose: 'Cloud Storage' },
  tasks: { offset: 5, purpose: 'Cloud Tasks' },
  eventarc: { offset: 6, purpose: 'Eventarc' },
  hub: { offset: 7, purpose: 'emulator hub' },
  simulator: { offset: 8, purpose: 'phone page and provider simulator' },
  logging: { offset: 9, purpose: 'emulator logging' },
  mediaHost: { offset: 10, purpose: 'media host of the simulated provider' },
} as const;

export type Part = keyof typeof PARTS;
export type PortLayout = Readonly<Record<Part, number>>;

export const DEFAULT_PORT_BASE = 5000;

/** How many ports from the base on belong to one stack; two stacks go side by side when their bases are this far apart. */
export const PORTS_PER_STACK = 100;

const LOWEST_PORT_BASE = 1024;
const HIGHEST_PORT_BASE = 65_535 - PORTS_PER_STACK + 1;

/** Ports above 1023 that browsers and Node's fetch refuse to open. Source: https://fetch.spec.whatwg.org/#port-blocking */
const PORTS_BLOCKED_BY_FETCH: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** The names of all parts, in the order of their ports. */
export const partNames = (): Part[] => Object.keys(PARTS) as Part[];

/**
 * The port of every part for a port base (default 5000): base + offset of PARTS.
 *
 * @returns 'port-base-out-of-range' | 'port-blocked' (a port that no browser would open)
 */
export function portLayout(base: number): Result<PortLayout, 'port-base-out-of-range' | 'port-blocked'> {
  if (!Number.isInteger(base) || base < LOWEST_PORT_BASE || base > HIGHEST_PORT_BASE)
    return fail(
      'port-base-out-of-range',
      `The port base must be a whole number from ${LOWEST_PORT_BASE} to ${HIGHEST_PORT_BASE}.`,
      'For example: npm start -- --port-base 9000',
    );
  const layout = Object.fromEntries(partNames().map((part) => [part, base + PARTS[part].offset])) as PortLayout;
  const blocked = partNames().find((part) => PORTS_BLOCKED_BY_FETCH.has(layout[part]));
  if (blocked !== undefined)
    return fail(
      'port-blocked',
      `With the port base ${base}, ${PARTS[blocked].purpose} would be on port ${layout[blocked]}, which browsers refuse to open.`,
      'Choose another port base, for example: npm start -- --port-base 9000',
    );
  return ok(layout);
}
