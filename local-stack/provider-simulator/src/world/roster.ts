import { invalidInput } from '../problem.ts';
import type { EventFeed } from './event-feed.ts';

/** Somebody with a phone who can write to a business. */
export interface Person {
  /** E.164, e.g. +50370000001 */
  phone: string;
  /** Profile name, as the provider passes it on. */
  name: string;
  /** Business-scoped user id (BSUID) of WhatsApp, e.g. SV.7001002003004005; default: one of its own per business portfolio. */
  userId?: string;
  username?: string;
  /** Hidden id of the phone at WAHA, e.g. 123450000000001@lid; default: one made of the phone. */
  lid?: string;
  /** WAHA names this person by the hidden id, as it often does. */
  usesLid?: boolean;
  /** Has a username and keeps the phone to itself: webhooks carry the ids only. */
  hidesPhone?: boolean;
  /** A remark for people who choose on the phone page, in its two languages. */
  note?: { en: string; es: string };
}

export interface Roster {
  list(): Person[];
  find(phone: string): Person | undefined;
  /** Adds the person, or replaces the one with the same phone. Throws Problem 'invalid-input' for a phone not in E.164. */
  add(person: Person): Person;
  /** Back to the people of the start. */
  reset(): void;
}

/** E.164: a plus, no leading zero, at most 15 digits (ITU-T E.164, section 6). */
export const E164 = /^\+[1-9]\d{2,14}$/;

/** @param people those who are there from the start */
export function createRoster(people: readonly Person[], events: EventFeed): Roster {
  const byPhone = new Map<string, Person>();
  const reset = () => {
    byPhone.clear();
    for (const person of people) byPhone.set(person.phone, person);
  };
  reset();
  return {
    list: () => [...byPhone.values()],
    find: (phone) => byPhone.get(phone),
    add(person) {
      if (!E164.test(person.phone)) {
        throw invalidInput(`"${person.phone}" is not a phone in E.164. Write it like +50370000001.`);
      }
      byPhone.set(person.phone, person);
      events.emit({ type: 'person', person });
      return person;
    },
    reset,
  };
}
