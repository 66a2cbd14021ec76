import type { NumberEvent } from '@casillero/domain/message/number-event';
import { type ReceivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { type AccountRecord, accountRecord } from '@casillero/domain/records/account-record';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import type { CapabilityRecord } from '@casillero/domain/records/platform-records';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { newAccount } from '../accounts/note-token.ts';
import type { Transact } from '../documents.ts';
import type { EventSource } from './take-events.ts';

/** The numbers of one WhatsApp Business Account: a handful. */
export type FindNumbersOfAccount = (
  wabaId: string,
) => Promise<readonly { readonly number: ReceivingNumber; readonly record: NumberRecord }[]>;

/**
 * Records what the provider tells about numbers and accounts (R50): limits, quality, names; bans and restrictions take the numbers off
 * line and leave a notice with the account. Only of numbers that the signer owns. Repetitions change nothing.
 */
export const makeRecordNumberEvent =
  (deps: {
    transact: Transact;
    findNumbers: FindNumbersOfAccount;
    ownerOf: AccountDirectory['ownerOf'];
    now: () => Date;
  }) =>
  async (event: NumberEvent, source: EventSource): Promise<void> => {
    const found = event.kind === 'capability' ? [] : await deps.findNumbers(event.wabaId);
    const owned = await Promise.all(
      found.map(async ({ number }) => ({ number, owner: await deps.ownerOf(splitReceivingNumber(number).name) })),
    );
    // The app that signed speaks for its own numbers only.
    const ownedBySigner = owned.filter(({ owner }) => owner?.signer === source.accountId);
    const own = ownedBySigner.map(({ number }) => number);
    const accountIds = [...new Set([source.accountId, ...ownedBySigner.map(({ owner }) => owner?.accountId ?? '')])];
    await deps.transact(async (read) => {
      const numbers = await read(own.map(paths.number));
      const records = own.flatMap((number, i) => {
        const fields = numbers[i];
        return fields ? [{ path: paths.number(number), record: numberRecord.parse(fields) }] : [];
      });
      if (event.kind === 'capability') return { writes: [capability(event, deps.now())], result: undefined };
      if (event.kind === 'number') return { writes: numberTold(event, records), result: undefined };
      const accounts = await read(accountIds.map(paths.account));
      const noticed = accountIds.flatMap((accountId, i) => {
        const account = accounts[i]
          ? accountRecord.parse(accounts[i])
          : newAccount(accountId, event.wabaId, deps.now());
        // The platform may have several accounts at Meta under one record here.
        const isAbout = account?.wabaId === event.wabaId || accountIds.length === 1;
        return account !== null && isAbout ? notice(event, accountId, account, deps.now()) : [];
      });
      return { writes: [...noticed, ...serving(event, records)], result: undefined };
    });
  };

type Found = { readonly path: string; readonly record: NumberRecord };

/** What a person should know about the account; told again, it stays as it was. */
function notice(
  { code, message }: Extract<NumberEvent, { kind: 'account' }>,
  accountId: string,
  account: AccountRecord,
  now: Date,
): DocumentWrite[] {
  if (account.notice?.code === code && account.notice.message === message) return [];
  return [{ op: 'set', path: paths.account(accountId), fields: { ...account, notice: { code, message, at: now } } }];
}

function capability(event: Extract<NumberEvent, { kind: 'capability' }>, now: Date): DocumentWrite {
  const fields: CapabilityRecord = {
    provider: 'meta',
    account: event.wabaId,
    maxPhoneNumbersPerBusiness: event.maxPhoneNumbersPerBusiness,
    maxPhoneNumbersPerAccount: event.maxPhoneNumbersPerAccount,
    maxDailyConversations: event.maxDailyConversations,
    toldAt: now,
  };
  return { op: 'set', path: paths.capability(event.wabaId), fields };
}

/** The number is told as people dial it, so it is found by its digits. */
function numberTold(event: Extract<NumberEvent, { kind: 'number' }>, found: readonly Found[]): DocumentWrite[] {
  const digits = (text: string | null) => (text ?? '').replace(/\D/g, '');
  const told = digits(event.displayPhone);
  return found
    .filter(({ record }) => told !== '' && [record.phone, record.display].map(digits).includes(told))
    .map(({ path }) => ({ op: 'update', path, fields: event.told }));
}

function serving(event: Extract<NumberEvent, { kind: 'account' }>, found: readonly Found[]): DocumentWrite[] {
  if (event.serving === 'unchanged') return [];
  const isDown = event.serving === 'no-longer';
  const fields = {
    status: isDown ? 'offline' : 'online',
    senderState: isDown ? 'offline' : 'online',
    senderReason: isDown ? event.message : null,
  };
  return found.map(({ path }) => ({ op: 'update', path, fields }));
}
