import type { NumberEvent } from '@casillero/domain/message/number-event';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { accountRecord, PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import type { CapabilityRecord } from '@casillero/domain/records/platform-records';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
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
  (deps: { transact: Transact; findNumbers: FindNumbersOfAccount; now: () => Date }) =>
  async (event: NumberEvent, source: EventSource): Promise<void> => {
    const found = event.kind === 'capability' ? [] : await deps.findNumbers(event.wabaId);
    const own = found.filter(({ record }) => isOf(record, source)).map(({ number }) => number);
    await deps.transact(async (read) => {
      const numbers = await read(own.map(paths.number));
      const records = own.flatMap((number, i) => {
        const fields = numbers[i];
        return fields ? [{ path: paths.number(number), record: numberRecord.parse(fields) }] : [];
      });
      if (event.kind === 'capability') return { writes: [capability(event, deps.now())], result: undefined };
      if (event.kind === 'number') return { writes: numberTold(event, records), result: undefined };
      const [fields] = await read([paths.account(source.accountId)]);
      const account = fields ? accountRecord.parse(fields) : newAccount(source.accountId, event.wabaId, deps.now());
      const notice = { code: event.code, message: event.message, at: deps.now() };
      const isNews = account?.notice?.code !== event.code || account.notice.message !== event.message;
      const noticed: DocumentWrite[] =
        account === null || !isNews
          ? []
          : [{ op: 'set', path: paths.account(source.accountId), fields: { ...account, notice } }];
      return { writes: [...noticed, ...serving(event, records)], result: undefined };
    });
  };

type Found = { readonly path: string; readonly record: NumberRecord };

/** A tenant's own account speaks for its own numbers, the platform's for those that are no tenant's. */
const isOf = ({ accountId }: NumberRecord, source: EventSource): boolean =>
  (accountId ?? PLATFORM_META_ACCOUNT) === source.accountId;

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
