import type { AccountView, NumberView } from '@casillero/domain/api/numbers';
import type { CapabilityRecord } from '@casillero/domain/records/platform-records';
import type { Failure } from '@casillero/domain/result';
import type { KnownNumber } from '../../usecases/numbers/look-after-number.ts';
import type { AccountAsked } from '../../usecases/numbers/refresh-numbers.ts';

/** A number as operators see it. */
export const numberView = ({ number, record }: KnownNumber, defaultNumber: string | null): NumberView => ({
  ...record,
  number,
  isDefault: number === defaultNumber,
  assignedAt: record.assignedAt?.toISOString() ?? null,
  lastCheckedAt: record.lastCheckedAt?.toISOString() ?? null,
});

/**
 * Accounts of the numbers known, and of those that were asked just now: how many numbers each holds, and may hold as its
 * provider tells; nothing is assumed where it has not.
 */
export function accountViews(
  numbers: readonly KnownNumber[],
  asked: readonly AccountAsked[],
  capabilities: ReadonlyMap<string, CapabilityRecord>,
): AccountView[] {
  const accounts = new Map<
    string,
    Pick<AccountView, 'provider' | 'account'> & { used: number; failure: Failure | null }
  >();
  const of = (provider: AccountView['provider'], account: string) => {
    const key = `${provider} ${account}`;
    const found = accounts.get(key) ?? { provider, account, used: 0, failure: null };
    accounts.set(key, found);
    return found;
  };
  for (const { provider, account, failure } of asked) of(provider, account).failure = failure;
  for (const { record } of numbers) of(record.provider, record.account).used += 1;
  return [...accounts.values()].map(({ provider, account, used, failure }) => {
    const told = capabilities.get(account);
    const perAccount = told?.maxPhoneNumbersPerAccount ?? null;
    const perBusiness = told?.maxPhoneNumbersPerBusiness ?? null;
    const limit = perAccount ?? perBusiness;
    const limitOf = perAccount !== null ? 'account' : perBusiness !== null ? 'business' : null;
    return { provider, account, numbersUsed: used, numbersLimit: limit, limitOf, failure };
  });
}
