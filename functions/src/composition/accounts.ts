import {
  metaAccessToken,
  metaAppSecret,
  metaPortfolioId,
  metaVerifyToken,
  metaWabaId,
  secretsKeys,
  valuesOf,
} from '../config.ts';
import { open, parseSealingKeys } from '../secrets/sealed.ts';
import { makeAccountDirectory } from '../usecases/accounts/account-directory.ts';
import { makeNoteToken } from '../usecases/accounts/note-token.ts';
import { firestore, now, once, transact } from './platform.ts';

/** What encrypts the secrets of tenants' own accounts. */
export const sealingKeys = once(() => parseSealingKeys(secretsKeys.value()));

/** A secret opens only as what it was sealed as: of this account, in this field. */
export const contextOf = (accountId: string, field: string): string => `accounts/${accountId}#${field}`;

/** Whose numbers, secrets and tokens are whose (R51). */
export const accountDirectory = once(() =>
  makeAccountDirectory({
    readDocument: async (path) => (await firestore().doc(path).get()).data() ?? null,
    open: (accountId, field, sealed) => {
      const opened = open(sealingKeys(), contextOf(accountId, field), sealed);
      return opened.ok ? opened.value : null;
    },
    platform: () => ({
      appSecrets: valuesOf(metaAppSecret),
      verifyTokens: valuesOf(metaVerifyToken),
      accessToken: valuesOf(metaAccessToken)[0] ?? '',
      portfolioId: metaPortfolioId.value() || null,
    }),
    now,
  }),
);

export const noteToken = once(() =>
  makeNoteToken({ transact: transact(), platformWabaId: () => metaWabaId.value(), now }),
);
