import {
  type AccountRecord,
  accountRecord,
  PLATFORM_META_ACCOUNT,
  type TokenState,
} from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import type { Transact } from '../documents.ts';

/**
 * Records what the provider thinks of an account's token, if that is news (R51).
 * @param refusal the provider's code and words; null where it accepted the token
 */
export type NoteToken = (
  accountId: string,
  state: TokenState,
  refusal: { readonly code: number | null; readonly message: string } | null,
) => Promise<void>;

/** Many messages find out the same: each instance asks the database once per news. */
export function makeNoteToken(deps: { transact: Transact; platformWabaId: () => string; now: () => Date }): NoteToken {
  const told = new Map<string, TokenState>();
  return async (accountId, state, refusal) => {
    if (told.get(accountId) === state) return;
    await deps.transact(async (read) => {
      const path = paths.account(accountId);
      const [fields] = await read([path]);
      const account = fields ? accountRecord.parse(fields) : newAccount(accountId, deps.platformWabaId(), deps.now());
      const code = refusal?.code ?? null;
      const token = {
        state,
        since: deps.now(),
        code: code === null ? null : String(code),
        message: refusal?.message ?? null,
      };
      if (account === null || account.token.state === state) return { writes: [], result: undefined };
      return { writes: [{ op: 'set', path, fields: { ...account, token } }], result: undefined };
    });
    told.set(accountId, state);
  };
}

/** The platform's own account has its record from its first news on; a tenant's is made by its people only. */
export const newAccount = (accountId: string, wabaId: string, now: Date): AccountRecord | null =>
  accountId !== PLATFORM_META_ACCOUNT
    ? null
    : {
        provider: 'meta',
        tenantId: null,
        label: 'Casillero',
        wabaId,
        portfolioId: null,
        phoneNumberIds: [],
        hasOwnApp: true,
        token: { state: 'unknown', since: now, code: null, message: null },
        notice: null,
        lastEventAt: null,
        createdAt: now,
        updatedAt: now,
      };
