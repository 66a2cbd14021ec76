import type { AccountRecord } from '@casillero/domain/records/account-record';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

/** A WhatsApp account at Meta of a tenant's own, without its secrets. */
export type Account = AccountRecord & { readonly id: string };

export type AccountsPorts = {
  /** For the tenant's admins and for operators. */
  readonly watchAccounts: (tenantId: string) => LiveSource<readonly Account[]>;
  /** Every account, the platform's too; for operators. */
  readonly watchAllAccounts: () => LiveSource<readonly Account[]>;
};

export const [AccountsProvider, useAccountsPorts] = portsContext<AccountsPorts>('accounts');
