import type { AuthorRecord, ConversationRecord } from '../records/intake-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { replyText } from '../reply/replies.ts';
import { isOpenAt } from '../tenant/business-hours.ts';
import type { OptOutWord } from './opt-out-word.ts';

/** A contact gets the away message, and is told whose contact they are, at most once in this time (R32). */
export const SAY_AGAIN_AFTER_MS = 12 * 3_600_000;

/** What a contact was told so far. */
export type Told = Pick<
  ConversationRecord,
  'awaitsWelcome' | 'welcomedAt' | 'awayAt' | 'toldOfBindingAt' | 'optedOutAt'
>;

/** A contact who has never been answered. */
export const NOTHING_TOLD: Told = {
  awaitsWelcome: true,
  welcomedAt: null,
  awayAt: null,
  toldOfBindingAt: null,
  optedOutAt: null,
};

export type ContactFacts = {
  readonly tenant: Pick<TenantRecord, 'name' | 'locale' | 'timeZone' | 'welcome' | 'away' | 'hours'>;
  readonly told: Told;
  /** what the message is, if all of it is such a word */
  readonly word: OptOutWord | null;
  /** the provider took the word itself, and has confirmed it */
  readonly isConfirmed: boolean;
  /** the message used another importer's link (R1.3) */
  readonly isToldOfBinding: boolean;
  /** it may not be answered now: it is late, or from a number of ours */
  readonly isUnanswered: boolean;
  readonly now: Date;
};

/** One automatic message. */
export type AutomaticMessage = {
  readonly by: Exclude<AuthorRecord['kind'], 'member' | 'package'>;
  readonly text: string;
};

export type ContactAnswer = { readonly messages: readonly AutomaticMessage[]; readonly told: Told };

/**
 * What answers a contact's message by itself. Total:
 * - STOP and START are confirmed when they change something (R35), and nothing else is said then
 * - who opted out is told nothing
 * - who used another importer's link is told whose contact they are (R1.3); the welcome waits for the next message
 * - first contact: the welcome, once. Outside business hours: the away message, at most once in 12 h (R32). Both may be due, in
 *   this order: one says who we are, the other when somebody answers
 */
export function answerContact(facts: ContactFacts): ContactAnswer {
  const { told, word, isUnanswered, tenant, now } = facts;
  if (word === 'stop' && told.optedOutAt === null)
    return confirmed(facts, { ...told, optedOutAt: now, awaitsWelcome: false });
  if (word === 'start' && told.optedOutAt !== null)
    return confirmed(facts, { ...told, optedOutAt: null, awaitsWelcome: false });
  if (isUnanswered || told.optedOutAt !== null) return { messages: [], told };

  if (facts.isToldOfBinding)
    return isDue(told.toldOfBindingAt, now)
      ? {
          messages: [{ by: 'link', text: replyText({ kind: 'already-with', tenantName: tenant.name }, tenant.locale) }],
          told: { ...told, toldOfBindingAt: now },
        }
      : { messages: [], told };

  const isWelcomed = told.awaitsWelcome && tenant.welcome !== '';
  const isAway = tenant.away !== '' && isDue(told.awayAt, now) && !isOpenAt(tenant.hours, now, tenant.timeZone);
  return {
    messages: [
      ...(isWelcomed ? [{ by: 'welcome', text: tenant.welcome } as const] : []),
      ...(isAway ? [{ by: 'away', text: tenant.away } as const] : []),
    ],
    told: {
      ...told,
      // Whoever wrote before there was a welcome message is no first contact any more.
      awaitsWelcome: false,
      welcomedAt: isWelcomed ? now : told.welcomedAt,
      awayAt: isAway ? now : told.awayAt,
    },
  };
}

function confirmed({ isConfirmed, isUnanswered, tenant }: ContactFacts, told: Told): ContactAnswer {
  if (isConfirmed || isUnanswered) return { messages: [], told };
  const kind = told.optedOutAt === null ? 'opted-in' : 'opted-out';
  return { messages: [{ by: 'opt-out', text: replyText({ kind, tenantName: tenant.name }, tenant.locale) }], told };
}

const isDue = (lastAt: Date | null, now: Date): boolean =>
  lastAt === null || now.getTime() - lastAt.getTime() >= SAY_AGAIN_AFTER_MS;
