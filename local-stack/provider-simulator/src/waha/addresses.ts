import { createHash, randomBytes } from 'node:crypto';
import type { Person, Roster } from '../world/roster.ts';

/** The hidden id of a person's phone. */
export function lidOf(person: Person): string {
  if (person.lid !== undefined) return person.lid;
  const digest = createHash('sha256').update(`lid ${person.phone}`).digest('hex');
  return `${BigInt(`0x${digest.slice(0, 12)}`)
    .toString()
    .padStart(15, '1')}@lid`;
}

/** `50370000001@c.us`: how WAHA names a phone. */
export const phoneId = (phone: string) => `${phone.slice(1)}@c.us`;

/** How this person's messages name their sender. */
export const chatIdOf = (person: Person) =>
  person.usesLid || person.hidesPhone ? lidOf(person) : phoneId(person.phone);

/** Who is meant by a chat id: a phone (also bare or with its internal suffix) or a hidden id; a device suffix is ignored. */
export function personAt(chatId: string, roster: Roster): Person | undefined {
  const plain = chatId.replace(/:\d+@/, '@');
  const digits = /^\+?(\d{3,15})(@(c\.us|s\.whatsapp\.net))?$/.exec(plain)?.[1];
  if (digits !== undefined) return roster.find(`+${digits}`);
  return roster.list().find((person) => lidOf(person) === plain);
}

/** Groups, channels, stories, lists. */
export const isElsewhere = (chatId: string) => /@(g\.us|newsletter|broadcast)$/.test(chatId);

/** @returns an id as WhatsApp's web clients make them */
export const newMessageId = () => `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** `evt_` and a lower-case ULID: 48 bits of time, 80 of chance. @see https://github.com/ulid/spec */
export function newEventId(at: Date): string {
  const bits = (BigInt(at.getTime()) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`);
  const digits = Array.from({ length: 26 }, (_, place) => CROCKFORD[Number((bits >> BigInt(5 * (25 - place))) & 31n)]);
  return `evt_${digits.join('')}`;
}
