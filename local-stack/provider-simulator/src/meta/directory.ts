import type { MetaApp, MetaNumber, MetaOptions, MetaWaba } from './account.ts';

/** A callback URL that goes before the app's own, with the token of its handshake. */
export interface CallbackOverride {
  url: string;
  verifyToken: string;
}

export type TokenState = 'valid' | 'expired' | 'revoked';

/** A WhatsApp business account as it is now. */
export interface LiveWaba extends MetaWaba {
  /** App id to the override given when it subscribed, or null. */
  subscriptions: Map<string, CallbackOverride | null>;
}

/** A number as it is now. */
export interface LiveNumber extends MetaNumber {
  override: CallbackOverride | null;
}

/** Apps, accounts, numbers and tokens, with what API calls and control orders have changed about them. */
export interface MetaDirectory {
  apps: readonly MetaApp[];
  findApp(id: string): MetaApp | undefined;
  wabas(): LiveWaba[];
  findWaba(id: string): LiveWaba | undefined;
  numbers(): LiveNumber[];
  findNumber(phoneNumberId: string): LiveNumber | undefined;
  /** By E.164. */
  numberAt(phone: string): LiveNumber | undefined;
  /** @returns null for a token nobody has */
  tokenState(token: string): TokenState | null;
  setTokenState(token: string, state: TokenState): void;
  opensWaba(token: string, waba: LiveWaba): boolean;
  /** Where webhooks about this account (and number) go: one address per subscribed app.
   *  An override of the number goes before one of the account, and that before the app's own URL. */
  callbacksOf(waba: LiveWaba, number: LiveNumber | null): { app: MetaApp; overrideUrl: string | null }[];
  /** Back to the options. */
  reset(): void;
}

export function createMetaDirectory(options: MetaOptions): MetaDirectory {
  const wabas = new Map<string, LiveWaba>();
  const numbers = new Map<string, LiveNumber>();
  const tokens = new Map<string, TokenState>();
  const reset = () => {
    wabas.clear();
    numbers.clear();
    tokens.clear();
    for (const waba of options.wabas) {
      const subscriptions = new Map<string, CallbackOverride | null>();
      if (waba.isSubscribed !== false) subscriptions.set(waba.appId, null);
      wabas.set(waba.id, { ...waba, subscriptions });
      for (const token of waba.accessTokens) tokens.set(token, 'valid');
    }
    for (const number of options.numbers) numbers.set(number.phoneNumberId, { ...number, override: null });
  };
  reset();
  const findApp = (id: string) => options.apps.find((app) => app.id === id);
  return {
    apps: options.apps,
    findApp,
    wabas: () => [...wabas.values()],
    findWaba: (id) => wabas.get(id),
    numbers: () => [...numbers.values()],
    findNumber: (phoneNumberId) => numbers.get(phoneNumberId),
    numberAt: (phone) => [...numbers.values()].find((number) => number.phone === phone),
    tokenState: (token) => tokens.get(token) ?? null,
    setTokenState: (token, state) => void tokens.set(token, state),
    opensWaba: (token, waba) => waba.accessTokens.includes(token),
    callbacksOf: (waba, number) =>
      [...waba.subscriptions].flatMap(([appId, override]) => {
        const app = findApp(appId);
        return app ? [{ app, overrideUrl: number?.override?.url ?? override?.url ?? null }] : [];
      }),
    reset,
  };
}
