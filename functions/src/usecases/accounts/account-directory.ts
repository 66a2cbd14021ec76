import { type ReceivingNumber, receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import {
  type AccountRecord,
  type AccountSecretsRecord,
  accountRecord,
  accountSecretsRecord,
  PLATFORM_META_ACCOUNT,
} from '@casillero/domain/records/account-record';
import type { Fields } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { rememberFor } from './remembered.ts';

/** Decrypts one secret of an account; null if that is not possible any more (its key is gone). */
export type OpenSecret = (accountId: string, field: SecretField, sealed: string) => string | null;
export type SecretField = 'accessToken' | 'verifyToken' | 'appSecret';

/** An app at Meta as far as its webhooks go. */
export type MetaApp = {
  readonly accountId: string;
  /** false: the platform's app serves the account, and its secret signs */
  readonly hasOwnApp: boolean;
  /** null for the platform, which may have several */
  readonly wabaId: string | null;
  /** what user ids of its webhooks are scoped to, if it is known */
  readonly portfolioId: string | null;
  readonly appSecrets: readonly string[];
  readonly verifyTokens: readonly string[];
};

/** Whose a number is: the account whose token sends from it, and the app whose secret signs what is told about it. */
export type NumberOwner = {
  readonly accountId: string;
  readonly signer: string;
  readonly portfolioId: string | null;
};

/** What the platform's own settings say; empty texts and lists: not configured. */
export type PlatformMeta = {
  readonly appSecrets: readonly string[];
  readonly verifyTokens: readonly string[];
  readonly accessToken: string;
  readonly portfolioId: string | null;
};

export type AccountToken = { readonly accountId: string; readonly token: string };

/** `no-token`: its account has none that opens, until somebody puts one in; `no-number`: it, or its account, is not known (any more). */
export type NoToken = 'no-token' | 'no-number';

export type AccountDirectory = {
  /** the app behind /webhooks/meta (null) or /webhooks/meta/{accountId}; null: there is no such account */
  readonly metaApp: (accountId: string | null) => Promise<MetaApp | null>;
  /** null: a number that nobody made known here */
  readonly ownerOf: (phoneNumberId: string) => Promise<NumberOwner | null>;
  /** the access token that sends from a number and opens its media */
  readonly tokenOf: (phoneNumberId: string) => Promise<AccountToken | NoToken>;
  /** after a change of an account: what this instance remembers is read anew */
  readonly forget: (accountId: string, phoneNumberIds: readonly string[]) => void;
};

/** Other instances see a change of an account, its numbers or secrets this much later. */
const REMEMBERED_MS = 60_000;
const REMEMBERED_MAX = 500;

/**
 * Accounts, their secrets and numbers, for webhooks and sending: read by id, remembered for a minute, at most 500 of each, so that work
 * per message stays flat (R94).
 */
export function makeAccountDirectory(deps: {
  readDocument: (path: string) => Promise<Fields | null>;
  open: OpenSecret;
  platform: () => PlatformMeta;
  now: () => Date;
}): AccountDirectory {
  const memory = { forMs: REMEMBERED_MS, max: REMEMBERED_MAX, now: deps.now };
  const accounts = rememberFor<string, AccountRecord | null>(memory, async (id) => {
    const fields = await deps.readDocument(paths.account(id));
    return fields === null ? null : accountRecord.parse(fields);
  });
  const secrets = rememberFor<string, AccountSecretsRecord | null>(memory, async (id) => {
    const fields = await deps.readDocument(paths.secrets(id));
    return fields === null ? null : accountSecretsRecord.parse(fields);
  });
  const owners = rememberFor<string, NumberOwner | null>(memory, async (phoneNumberId) => {
    const key: ReceivingNumber = receivingNumber('meta', phoneNumberId);
    const fields = await deps.readDocument(paths.number(key));
    if (fields === null) return null;
    const accountId = numberRecord.parse(fields).accountId ?? PLATFORM_META_ACCOUNT;
    if (accountId === PLATFORM_META_ACCOUNT)
      return { accountId, signer: PLATFORM_META_ACCOUNT, portfolioId: deps.platform().portfolioId };
    const account = await accounts.get(accountId);
    if (account === null) return null;
    const { hasOwnApp, portfolioId } = account;
    return { accountId, signer: hasOwnApp ? accountId : PLATFORM_META_ACCOUNT, portfolioId };
  });
  const opened = (id: string, name: SecretField, sealed: string | null): string[] => {
    const secret = sealed === null ? null : deps.open(id, name, sealed);
    return secret === null ? [] : [secret];
  };
  const own = async (accountId: string): Promise<MetaApp | null> => {
    const [account, sealed] = await Promise.all([accounts.get(accountId), secrets.get(accountId)]);
    if (account === null || sealed === null) return null;
    const { hasOwnApp, wabaId, portfolioId } = account;
    const platform = deps.platform();
    const isPreviousGood = sealed.previousUntil !== null && sealed.previousUntil > deps.now();
    const appSecrets = [
      ...opened(accountId, 'appSecret', sealed.appSecret),
      ...opened(accountId, 'appSecret', isPreviousGood ? sealed.previousAppSecret : null),
    ];
    return {
      accountId,
      hasOwnApp,
      wabaId,
      portfolioId,
      appSecrets: hasOwnApp ? appSecrets : platform.appSecrets,
      verifyTokens: [...opened(accountId, 'verifyToken', sealed.verifyToken), ...platform.verifyTokens],
    };
  };
  const ownerOf: AccountDirectory['ownerOf'] = async (phoneNumberId) => {
    const owner = await owners.get(phoneNumberId);
    // A number that is made known is served from its next message on.
    if (owner === null) owners.forget(phoneNumberId);
    return owner;
  };
  return {
    metaApp: async (accountId) => {
      if (accountId !== null && accountId !== PLATFORM_META_ACCOUNT) return own(accountId);
      const { appSecrets, verifyTokens, portfolioId } = deps.platform();
      const platform = { accountId: PLATFORM_META_ACCOUNT, hasOwnApp: true, wabaId: null };
      return { ...platform, portfolioId, appSecrets, verifyTokens };
    },
    ownerOf,
    tokenOf: async (phoneNumberId) => {
      const owner = await ownerOf(phoneNumberId);
      if (owner === null) return 'no-number';
      if (owner.accountId === PLATFORM_META_ACCOUNT) {
        const { accessToken } = deps.platform();
        return accessToken === '' ? 'no-token' : { accountId: PLATFORM_META_ACCOUNT, token: accessToken };
      }
      const sealed = await secrets.get(owner.accountId);
      const [token] = opened(owner.accountId, 'accessToken', sealed?.accessToken ?? null);
      return token === undefined ? 'no-token' : { accountId: owner.accountId, token };
    },
    forget: (accountId, phoneNumberIds) => {
      accounts.forget(accountId);
      secrets.forget(accountId);
      for (const phoneNumberId of phoneNumberIds) owners.forget(phoneNumberId);
    },
  };
}
