import { PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import type { UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import type { AccountDirectory } from '../usecases/accounts/account-directory.ts';
import type { ReadAgain, ReadAgainOutcome } from '../usecases/problems/ports.ts';
import type { ProviderEvent } from '../usecases/take-events/take-events.ts';
import { believe } from './meta/believe.ts';
import { changesOf } from './meta/envelope.ts';
import { readChange } from './meta/read-changes.ts';
import { parseWebhook } from './twilio/parse-webhook.ts';
import { parseEvent } from './waha/parse-event.ts';
import { providerEventOf, type ResolveHiddenId } from './waha/provider-event.ts';

type ReadAgainDeps = {
  readonly directory: Pick<AccountDirectory, 'metaApp' | 'ownerOf'>;
  readonly resolve: ResolveHiddenId;
};

const nothing = (why: string): ReadAgainOutcome => ({ kind: 'nothing', why });
const CUT = 'It is no whole body of a webhook, so that it cannot be read again.';

/** Reads a kept body as its provider's webhook would, signed by the same account: what that one may not say is still not believed. */
export const makeReadAgain =
  ({ directory, resolve }: ReadAgainDeps): ReadAgain =>
  async (record) => {
    const body = parsed(record.content);
    if (body === undefined) return nothing(CUT);
    switch (record.provider) {
      case 'meta':
        return readMeta(directory, record, body);
      case 'waha':
        return readWaha(resolve, record, body);
      case 'twilio':
        return readTwilio(record, body);
    }
  };

/** Whoever signed it is told by its account: a tenant's own app stays that, also when the platform's serves the account by now (R51). */
async function readMeta(
  directory: ReadAgainDeps['directory'],
  { accountId, receivedAt }: UnprocessedRecord,
  body: unknown,
): Promise<ReadAgainOutcome> {
  const app = await directory.metaApp(accountId === PLATFORM_META_ACCOUNT ? null : accountId);
  if (app === null) return nothing('The account that signed it is not here any more.');
  if (accountId !== PLATFORM_META_ACCOUNT && !app.hasOwnApp)
    return nothing('The account had an app of its own when it was signed, and has none any more.');
  const envelope = changesOf(body);
  if (envelope === null) return nothing(CUT);
  const events: ProviderEvent[] = [];
  for (const change of envelope.changes) {
    const believed = await believe(directory, app, change);
    if (believed === null) return nothing('The number that it is about does not belong to the account that signed it.');
    events.push(...readChange(change, believed, receivedAt).events);
  }
  return outcomeOf(events);
}

async function readWaha(
  resolve: ResolveHiddenId,
  { receivedAt }: UnprocessedRecord,
  body: unknown,
): Promise<ReadAgainOutcome> {
  const event = parseEvent(body, receivedAt);
  if (event.kind === 'session') return nothing('It tells how a session is, which is long past.');
  if (event.kind === 'unused') return nothing(`Nothing in it is taken in (${event.why}).`);
  return outcomeOf([await providerEventOf(resolve, event, body)]);
}

function readTwilio({ receivedAt }: UnprocessedRecord, body: unknown): ReadAgainOutcome {
  const fields = Object.entries(body ?? {}).filter((each): each is [string, string] => typeof each[1] === 'string');
  const webhook = parseWebhook(Object.fromEntries(fields), receivedAt);
  if (!webhook.ok) return nothing(webhook.failure.message);
  const { value } = webhook;
  if (value.kind !== 'status') return outcomeOf([value]);
  return outcomeOf(value.status === null ? [] : [{ kind: 'status', status: value.status, outboxId: null }]);
}

function outcomeOf(events: readonly ProviderEvent[]): ReadAgainOutcome {
  const unreadable = events.find((event) => event.kind === 'unreadable');
  if (unreadable?.kind === 'unreadable') return nothing(unreadable.why);
  return events.length === 0 ? nothing('Nothing in it is taken in.') : { kind: 'read', events };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
