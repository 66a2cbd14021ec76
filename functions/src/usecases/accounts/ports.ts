import type { AccountCheck } from '@casillero/domain/api/accounts';
import type { AccountRecord } from '@casillero/domain/records/account-record';
import type { Result } from '@casillero/domain/result';
import type { SecretField } from './account-directory.ts';

/** What of an account the provider is asked about. */
export type AskedAccount = { readonly wabaId: string; readonly phoneNumberIds: readonly string[] };

/** What the provider says, without the time; `token` null: it said nothing about the token (a time-out, R51). */
export type AccountFacts = Pick<AccountCheck, 'problems' | 'numbers'> & {
  readonly token: 'ok' | 'expired' | 'revoked' | null;
  /** the provider's code, where it refused the token */
  readonly tokenCode: number | null;
};

/**
 * Asks Meta whether the token opens the account and its numbers, and whether our webhook is subscribed.
 * @param subscribes subscribes the token's app to the account's webhooks first: without that no message arrives
 */
export type AskMeta = (account: AskedAccount, accessToken: string, subscribes: boolean) => Promise<AccountFacts>;

/** Encrypts one secret of an account for `secrets/{accountId}`; 'no-key' where none is configured. */
export type SealSecret = (accountId: string, field: SecretField, text: string) => Result<string, 'no-key'>;

/** Problems with which an account is not taken in: nothing would work, or the numbers are not proven to be the tenant's. */
export const FATAL = [
  'meta-unreachable',
  'token-expired',
  'token-revoked',
  'token-without-permission',
  'account-not-found',
  'number-not-in-account',
] as const;
export type FatalProblem = (typeof FATAL)[number];

/** The accounts of one tenant, with whether each has a verify token of its own. */
export type ListAccounts = (
  tenantId: string,
) => Promise<readonly { readonly id: string; readonly record: AccountRecord; readonly hasVerifyToken: boolean }[]>;
