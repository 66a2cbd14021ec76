import { randomUUID } from 'node:crypto';
import { serveAccounts } from '../api/accounts/serve-accounts.ts';
import type { Served } from '../api/serve.ts';
import {
  metaAccessToken,
  metaAppSecret,
  metaGraphBase,
  metaGraphVersion,
  metaPortfolioId,
  metaVerifyToken,
  metaWabaId,
  publicBaseUrl,
  secretsKeys,
  valuesOf,
} from '../config.ts';
import { findNumbersOfAccountOn } from '../firestore/find-numbers-of-account.ts';
import { listAccountsOn } from '../firestore/list-accounts.ts';
import { askMeta } from '../provider/meta/ask-account.ts';
import { open, parseSealingKeys, seal } from '../secrets/sealed.ts';
import { makeAccountDirectory, type OpenSecret } from '../usecases/accounts/account-directory.ts';
import { makeNoteToken } from '../usecases/accounts/note-token.ts';
import { firestore, now, once, transact } from './platform.ts';

/** What encrypts the secrets of tenants' own accounts. */
export const sealingKeys = once(() => parseSealingKeys(secretsKeys.value()));

/** A secret opens only as what it was sealed as: of this account, in this field. */
export const contextOf = (accountId: string, field: string): string => `accounts/${accountId}#${field}`;

const openSecret: OpenSecret = (accountId, field, sealed) => {
  const opened = open(sealingKeys(), contextOf(accountId, field), sealed);
  return opened.ok ? opened.value : null;
};

/** Whose numbers, secrets and tokens are whose (R51). */
export const accountDirectory = once(() =>
  makeAccountDirectory({
    readDocument: async (path) => (await firestore().doc(path).get()).data() ?? null,
    open: openSecret,
    // Read where they are asked for: a function has the secrets of its own work only.
    platform: () => ({
      get appSecrets() {
        return valuesOf(metaAppSecret);
      },
      get verifyTokens() {
        return valuesOf(metaVerifyToken);
      },
      get accessToken() {
        return valuesOf(metaAccessToken)[0] ?? '';
      },
      portfolioId: metaPortfolioId.value() || null,
    }),
    now,
  }),
);

export const noteToken = once(() =>
  makeNoteToken({ transact: transact(), platformWabaId: () => metaWabaId.value(), now }),
);

/** The API's part of tenants' own accounts. */
export const accountEndpoints: () => readonly Served[] = once(() =>
  serveAccounts({
    transact: transact(),
    ask: askMeta(() => ({ base: metaGraphBase.value(), version: metaGraphVersion.value() })),
    seal: (accountId, field, text) => seal(sealingKeys(), contextOf(accountId, field), text),
    open: openSecret,
    noteToken: noteToken(),
    forget: accountDirectory().forget,
    findNumbers: findNumbersOfAccountOn(firestore()),
    list: listAccountsOn(firestore()),
    webhookUrl: (accountId) => `${publicBaseUrl.value()}/webhooks/meta${accountId === null ? '' : `/${accountId}`}`,
    newId: randomUUID,
    now,
  }),
);
