import type { IgnoredMessage } from '@casillero/domain/message/ignored-message';
import { paths } from '@casillero/domain/records/paths';
import { INBOX_KEPT_DAYS, type InboxRecord } from '@casillero/domain/records/routing-records';
import type { Transact } from '../documents.ts';
import { inboxIdOf } from '../receive-message/message-id.ts';

export type RecordIgnored = (ignored: IgnoredMessage) => Promise<'recorded' | 'duplicate'>;

const DAY_MS = 86_400_000;

/**
 * Records that something came which is not served (R3): an inbox entry by the same id as a message's, once however often it comes, and
 * nothing of what it says.
 */
export const makeRecordIgnored =
  (deps: { transact: Transact; now: () => Date }): RecordIgnored =>
  (ignored) =>
    deps.transact<'recorded' | 'duplicate'>(async (read) => {
      const path = paths.inbox(inboxIdOf(ignored));
      const [before] = await read([path]);
      if (before) return { writes: [], result: 'duplicate' };
      return { writes: [{ op: 'create', path, fields: ignoredInbox(ignored, deps.now()) }], result: 'recorded' };
    });

/** The inbox entry of what is not served. */
export const ignoredInbox = (
  { provider, account, providerMessageId, number, why, kind, at }: IgnoredMessage,
  now: Date,
): InboxRecord => ({
  provider,
  account,
  providerMessageId,
  number: number ?? '',
  alias: null,
  raw: {},
  outcomes: [],
  unrouted: null,
  ignored: { why, kind: kind.slice(0, 100) },
  receivedAt: at,
  expireAt: new Date(now.getTime() + INBOX_KEPT_DAYS * DAY_MS),
});
