import { PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import type { UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import type { AccountDirectory } from '../usecases/accounts/account-directory.ts';
import type { ReadAgain, ReadAgainOutcome } from '../usecases/problems/ports.ts';
import type { ProviderEvent } from '../usecases/take-events/take-events.ts';
import { believe } from './meta/believe.ts';
import { changesOf } from './meta/envelope.ts';
import { readChange } from './meta/read-changes.ts';
import { parseWebhook } from './twilio/parse-webhook.ts';
import { parseEvent, withPhone } from './waha/parse-event.ts';

type ReadAgainDeps = {
  readonly directory: Pick<AccountDirectory, 'metaApp' | 'ownerOf'>;
  /** the phone behind a hidden id of WAHA, or null */
  readonly resolve: (session: string, hiddenId: string) => Promise<string | null>;
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

async function readMeta(
  directory: ReadAgainDeps['directory'],
  { accountId, receivedAt }: UnprocessedRecord,
  body: unknown,
): Promise<ReadAgainOutcome> {
  const app = await directory.metaApp(accountId === PLATFORM_META_ACCOUNT ? null : accountId);
  if (app === null) return nothing('The account that signed it is not here any more.');
  const envelope = changesOf(body);
  if (envelope === null) return nothing(CUT);
  const events: ProviderEvent[] = [];
  const ignored: string[] = [];
  for (const change of envelope.changes) {
    const believed = await believe(directory, app, change);
    if (believed === null) return nothing('The number that it is about does not belong to the account that signed it.');
    const read = readChange(change, believed, receivedAt);
    events.push(...read.events);
    ignored.push(...read.ignored);
  }
  return outcomeOf(events, ignored);
}

async function readWaha(
  resolve: ReadAgainDeps['resolve'],
  { receivedAt }: UnprocessedRecord,
  body: unknown,
): Promise<ReadAgainOutcome> {
  const event = parseEvent(body, receivedAt);
  switch (event.kind) {
    case 'message': {
      const { message, hiddenId } = event;
      const address = hiddenId === null ? null : await resolve(message.account, hiddenId);
      return outcomeOf([{ kind: 'message', message: address === null ? message : withPhone(message, address) }], []);
    }
    case 'status':
      return outcomeOf([{ kind: 'status', status: event.status, outboxId: null }], []);
    case 'unreadable':
      return outcomeOf([{ ...event, content: '' }], []);
    default:
      return outcomeOf([], [event.kind === 'ignored' ? event.why : event.kind]);
  }
}

function readTwilio({ receivedAt }: UnprocessedRecord, body: unknown): ReadAgainOutcome {
  const fields = Object.entries(body ?? {}).filter((each): each is [string, string] => typeof each[1] === 'string');
  const webhook = parseWebhook(Object.fromEntries(fields), receivedAt);
  if (!webhook.ok) return nothing(webhook.failure.message);
  const { value } = webhook;
  if (value.kind === 'message') return outcomeOf([{ kind: 'message', message: value.message }], []);
  return value.status === null
    ? outcomeOf([], ['status'])
    : outcomeOf([{ kind: 'status', status: value.status, outboxId: null }], []);
}

function outcomeOf(events: readonly ProviderEvent[], ignored: readonly string[]): ReadAgainOutcome {
  const unreadable = events.find((event) => event.kind === 'unreadable');
  if (unreadable?.kind === 'unreadable') return nothing(unreadable.why);
  if (events.length === 0) return nothing(`Nothing in it is taken in (${ignored.join(', ') || 'empty'}).`);
  return { kind: 'read', events };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
