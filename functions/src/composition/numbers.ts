import { randomUUID } from 'node:crypto';
import { accountRecord, accountSecretsRecord, PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import { serveAvailableNumbers } from '../api/available-numbers/serve-available-numbers.ts';
import { serveNumbers } from '../api/numbers/serve-numbers.ts';
import { servePurchases } from '../api/purchases/serve-purchases.ts';
import type { Served } from '../api/serve.ts';
import {
  metaAccessToken,
  metaGraphBase,
  metaGraphVersion,
  metaWabaId,
  publicBaseUrl,
  twilioAccountSid,
  valuesOf,
} from '../config.ts';
import { listNumbersOn } from '../firestore/list-numbers.ts';
import { listPurchasesOn } from '../firestore/list-purchases.ts';
import { readOn } from '../firestore/transact.ts';
import { type MetaNumberAccount, metaNumberSource } from '../provider/meta/number-source.ts';
import { twilioNumberSource } from '../provider/twilio/number-source.ts';
import { wahaNumberSource } from '../provider/waha/number-source.ts';
import { open } from '../secrets/sealed.ts';
import type { FindNumberSources } from '../usecases/numbers/ports.ts';
import { makeRefreshNumbers } from '../usecases/numbers/refresh-numbers.ts';
import { makeRecordWahaSession } from '../usecases/waha-sessions/record-session.ts';
import { makeRefreshSessions } from '../usecases/waha-sessions/refresh-sessions.ts';
import { contextOf, sealingKeys } from './accounts.ts';
import { log } from './events.ts';
import { enqueue, firestore, now, once, transact } from './platform.ts';
import { twilioNumbers, twilioShop } from './twilio.ts';
import { wahaAccess, wahaSessionServer } from './waha.ts';

/** Every account whose settings are there: Twilio's, the platform's at Meta, those of tenants' own, and the WAHA server. */
const numberSources: FindNumberSources = async () => {
  const access = () => ({ base: metaGraphBase.value(), version: metaGraphVersion.value() });
  const isOurWebhook = (url: string) => url.startsWith(`${publicBaseUrl.value()}/webhooks/meta`);
  const twilio = twilioAccountSid.value() === '' ? [] : [twilioNumberSource(twilioNumbers())];
  const token = valuesOf(metaAccessToken)[0];
  const wabaId = metaWabaId.value();
  const platform = token === undefined || wabaId === '' ? [] : [{ wabaId, accountId: null, token }];
  const own = await ownMetaAccounts();
  const waha = wahaAccess().base === '' ? [] : [wahaNumberSource(wahaSessionServer(), new URL(wahaAccess().base).host)];
  return [...twilio, ...[...platform, ...own].map((each) => metaNumberSource(access, each, isOurWebhook)), ...waha];
};

/** Accounts of tenants' own whose token can be opened. */
async function ownMetaAccounts(): Promise<MetaNumberAccount[]> {
  const found = await firestore().collection(paths.accounts()).limit(ACCOUNTS_MAX).get();
  const accounts = found.docs.filter(({ id }) => id !== PLATFORM_META_ACCOUNT);
  const secrets = await readOn(firestore())(accounts.map(({ id }) => paths.secrets(id)));
  return accounts.flatMap(({ id }, i) => {
    const sealed = accountSecretsRecord.safeParse(secrets[i]).data?.accessToken ?? null;
    const token = sealed === null ? null : open(sealingKeys(), contextOf(id, 'accessToken'), sealed);
    // A record that nobody can read harms its own account only.
    const account = accountRecord.safeParse(accounts[i]?.data());
    return token?.ok && account.success ? [{ wabaId: account.data.wabaId, accountId: id, token: token.value }] : [];
  });
}

/** A safety limit, not a page. */
const ACCOUNTS_MAX = 500;

/** What is done every hour: numbers and sessions are asked for, and what is wrong is told to the log. */
export const refreshNumbersOnSchedule = once(() => {
  const refresh = makeRefreshNumbers({ transact: transact(), sources: numberSources, now });
  const refreshSessions = makeRefreshSessions({
    server: wahaSessionServer(),
    known: async () =>
      (await firestore().collection(paths.wahaSessions()).limit(SESSIONS_MAX).get()).docs.map(({ id }) => id),
    read: readOn(firestore()),
    record: makeRecordWahaSession({ transact: transact() }),
    now,
  });
  return async () => {
    for (const { provider, account, failure } of await refresh())
      if (failure) log('WARNING', 'numbers-not-refreshed', { provider, account, code: failure.code });
    if (wahaAccess().base === '') return;
    const { alerts, failure } = await refreshSessions();
    if (failure) log('WARNING', 'sessions-not-refreshed', { code: failure.code });
    for (const { session, alert } of alerts) log('WARNING', 'waha-session-alert', { session, alert });
  };
});

/** A safety limit, not a page. */
const SESSIONS_MAX = 500;

/** Receiving numbers: for sale, on their way, ours (R50, R52). */
export const numberEndpoints: () => readonly Served[] = once(() => {
  const acts = { transact: transact(), enqueue: enqueue(), newId: randomUUID, now };
  const read = readOn(firestore());
  return [
    ...serveNumbers({ ...acts, read, sources: numberSources, list: listNumbersOn(firestore()) }),
    ...serveAvailableNumbers({ shop: twilioShop }),
    ...servePurchases({
      ...acts,
      read,
      list: listPurchasesOn(firestore()),
      account: () => twilioNumbers().account(),
    }),
  ];
});
