import { PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import { ownScope } from '@casillero/domain/sender/alias';
import type { AccountDirectory, MetaApp } from '../../usecases/accounts/account-directory.ts';
import type { MetaChange } from './envelope.ts';
import type { ChangeContext } from './parse-message.ts';

/** Whose secret it is that signed: the account's own, or the platform's. */
export const signerOf = (app: Pick<MetaApp, 'hasOwnApp' | 'accountId'>): string =>
  app.hasOwnApp ? app.accountId : PLATFORM_META_ACCOUNT;

/** What user ids are scoped to, whose app signed, and the account that a change is about. */
export type Believed = Pick<ChangeContext, 'portfolioId' | 'signedBy'> & { readonly accountId: string };

/**
 * Whether the signer owns what a change is about. A tenant knows the secret of its own app, and must not be able to speak for a number
 * of somebody else. A number that nobody made known is believed of the platform's app only, and kept as unrouted.
 * User ids that a tenant's own app tells are its own, whatever portfolio or account it names: they are never those of another tenant's
 * people (R4).
 * @returns null: not believed
 */
export async function believe(
  directory: Pick<AccountDirectory, 'ownerOf'>,
  app: MetaApp,
  { wabaId, phoneNumberId }: MetaChange,
): Promise<Believed | null> {
  const signer = signerOf(app);
  const isPlatform = signer === PLATFORM_META_ACCOUNT;
  const from = (accountId: string, portfolioId: string | null): Believed =>
    isPlatform
      ? { accountId, portfolioId: portfolioId ?? wabaId, signedBy: 'platform' }
      : { accountId, portfolioId: ownScope(signer), signedBy: 'tenant' };
  const bySigner = from(app.accountId, app.portfolioId);
  if (phoneNumberId === null) return isPlatform || wabaId === app.wabaId ? bySigner : null;
  const owner = await directory.ownerOf(phoneNumberId);
  if (owner === null) return isPlatform ? bySigner : null;
  return owner.signer === signer ? from(owner.accountId, owner.portfolioId) : null;
}
