import type { OutboxRecord } from '@casillero/domain/records/outbox-record';
import type { SenderConflictRecord } from '@casillero/domain/records/routing-records';
import type { RefusedEventsRecord, UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import { matchesWords } from '../../ui/matches-words.ts';

/** What can fail for good. The kinds of work are those of the outbox. */
export const PROBLEM_KINDS = [
  'send',
  'summary',
  'media',
  'message-media',
  'extract',
  'orders',
  'move-history',
  'take-unrouted',
  'provision',
  'unprocessed',
  'refused',
  'conflict',
] as const satisfies readonly (OutboxRecord['kind'] | 'unprocessed' | 'refused' | 'conflict')[];
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Where an operator goes on with it. */
export type ProblemPlace =
  | { readonly page: 'conversation'; readonly tenantId: string; readonly senderId: string }
  | { readonly page: 'batch'; readonly tenantId: string; readonly batchId: string }
  | { readonly page: 'sender'; readonly sender: string }
  | { readonly page: 'purchase'; readonly purchaseId: string };

/** One thing that failed for good and waits for an operator. */
export type Problem = {
  readonly source: 'work' | 'unprocessed' | 'refused' | 'conflict';
  readonly id: string;
  readonly kind: ProblemKind;
  readonly reason: { readonly code: string; readonly message: string };
  readonly tenantId: string | null;
  /** what it is about, as far as it has a name: an address, a number, the beginning of a text */
  readonly about: string;
  readonly at: Date;
  /** null: it is not a thing that is tried */
  readonly attempts: number | null;
  readonly canRetry: boolean;
  readonly place: ProblemPlace | null;
  /** the raw payload; null: there is none */
  readonly content: string | null;
};

type With<Stored> = Stored & { readonly id: string };

/** An outbox entry that failed for good. */
export function problemOfWork(entry: With<OutboxRecord>): Problem {
  const { id, kind, tenantId, attempts } = entry;
  return {
    source: 'work',
    id,
    kind,
    reason: entry.reason ?? { code: 'unexpected', message: '' },
    tenantId,
    about: aboutWork(entry),
    at: entry.createdAt,
    attempts,
    canRetry: kind !== 'provision',
    place: placeOf(entry),
    content: null,
  };
}

function aboutWork(entry: OutboxRecord): string {
  switch (entry.kind) {
    case 'send':
      return `${entry.address} · ${entry.text}`;
    case 'summary':
    case 'media':
      return entry.address;
    case 'take-unrouted':
    case 'message-media':
      return entry.alias;
    default:
      return '';
  }
}

function placeOf(entry: OutboxRecord): ProblemPlace | null {
  switch (entry.kind) {
    case 'send':
      return entry.tenantId === null || entry.senderId === null
        ? null
        : { page: 'conversation', tenantId: entry.tenantId, senderId: entry.senderId };
    case 'summary':
    case 'media':
    case 'extract':
    case 'orders':
      return { page: 'batch', tenantId: entry.tenantId, batchId: entry.batchId };
    case 'message-media':
      return { page: 'conversation', tenantId: entry.tenantId, senderId: entry.senderId };
    case 'move-history':
      return { page: 'sender', sender: entry.toSenderId };
    case 'take-unrouted':
      return { page: 'sender', sender: entry.alias };
    case 'provision':
      return { page: 'purchase', purchaseId: entry.purchaseId };
  }
}

/** A payload of a provider that could not be taken in. */
export const problemOfUnprocessed = (record: With<UnprocessedRecord>): Problem => ({
  source: 'unprocessed',
  id: record.id,
  kind: 'unprocessed',
  reason: record.reason,
  tenantId: null,
  about: `${record.provider} ${record.accountId}`,
  at: record.receivedAt,
  attempts: record.attempts,
  canRetry: true,
  place: null,
  content: record.content,
});

/** A day's events of an account about numbers that are not its own. */
export const problemOfRefused = (record: With<RefusedEventsRecord>): Problem => ({
  source: 'refused',
  id: record.id,
  kind: 'refused',
  reason: { code: 'number-not-of-signer', message: `${record.count} × ${record.lastNumber}` },
  tenantId: null,
  about: `${record.provider} ${record.accountId}`,
  at: record.lastAt,
  attempts: null,
  canRetry: false,
  place: null,
  content: null,
});

/** Stands between the importers of a conflict. */
export const APART = ' ≠ ';

/** Two names of one sender of which different things were known. */
export function problemOfConflict(record: With<SenderConflictRecord>): Problem {
  const { kept, dropped, aliases } = record;
  const said = ({ staffOf, boundTo }: SenderConflictRecord['kept']) => staffOf ?? boundTo ?? '—';
  return {
    source: 'conflict',
    id: record.id,
    kind: 'conflict',
    reason: { code: record.why, message: [said(kept), said(dropped)].join(APART) },
    tenantId: kept.staffOf ?? kept.boundTo,
    about: aliases.join(' = '),
    at: record.at,
    attempts: null,
    canRetry: false,
    place: { page: 'sender', sender: aliases[0] ?? record.senderId },
    content: null,
  };
}

/** Names a problem over all sources. */
export const keyOf = ({ source, id }: Pick<Problem, 'source' | 'id'>): string => `${source} ${id}`;

/** The provider's own code at the beginning of its words, for example `Twilio 63016`; null: there is none. */
export const providerCodeOf = (message: string): string | null =>
  /^(?:Twilio|Meta|WAHA) [\w-]+(?=:)/.exec(message)?.[0] ?? null;

/** What problems have in common that failed for the same reason. */
export const reasonKeyOf = ({ reason: { code, message } }: Problem): string => providerCodeOf(message) ?? code;

/** What is looked for; '' and 'all': everything. */
export type ProblemFilter = {
  readonly search: string;
  readonly kind: ProblemKind | 'all';
  readonly reason: string;
  readonly tenantId: string;
};

/** The problems that a filter lets through, the newest first. */
export const filterProblems = (
  problems: readonly Problem[],
  { search, kind, reason, tenantId }: ProblemFilter,
  nameOf: (tenantId: string) => string,
): Problem[] =>
  problems
    .filter(
      (each) =>
        (kind === 'all' || each.kind === kind) &&
        (reason === '' || reasonKeyOf(each) === reason) &&
        (tenantId === '' || each.tenantId === tenantId) &&
        matchesWords(search, [
          each.about,
          each.id,
          each.reason.code,
          each.reason.message,
          each.content,
          each.tenantId,
          each.tenantId && nameOf(each.tenantId),
        ]),
    )
    .sort((one, other) => other.at.getTime() - one.at.getTime());
