import { createHash } from 'node:crypto';
import type { Person } from './roster.ts';

/** Countries of the phones that a demo uses; a BSUID begins with the country's two letters. */
const COUNTRIES: readonly (readonly [prefix: string, country: string])[] = [
  ['+503', 'SV'],
  ['+502', 'GT'],
  ['+504', 'HN'],
  ['+52', 'MX'],
  ['+54', 'AR'],
  ['+55', 'BR'],
  ['+1', 'US'],
];

/** The person's business-scoped user id: the same for all numbers of a portfolio, another one in each portfolio. */
export function userIdOf(person: Person, portfolioId: string): string {
  if (person.userId !== undefined) return person.userId;
  const country = COUNTRIES.find(([prefix]) => person.phone.startsWith(prefix))?.[1] ?? 'US';
  const digest = createHash('sha256').update(`${portfolioId} ${person.phone}`).digest('hex');
  return `${country}.${BigInt(`0x${digest.slice(0, 14)}`)
    .toString()
    .padStart(17, '1')}`;
}

/** `CC.` and up to 128 letters or digits, with `ENT.` between for large managed businesses. */
export const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;
