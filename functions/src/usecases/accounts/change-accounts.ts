import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import {
  type AccountRecord,
  type AccountSecretsRecord,
  accountRecord,
  accountSecretsRecord,
} from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { FindNumbersOfAccount } from '../take-events/record-number-event.ts';
import type { AccountDirectory, OpenSecret, SecretField } from './account-directory.ts';
import { claimNumbers, letGo, pathOf } from './claim-numbers.ts';
import type { NoteToken } from './note-token.ts';
import { type AccountFacts, type AskMeta, FATAL, type FatalProblem, type SealSecret } from './ports.ts';

/** An account as it is put in. A secret that is undefined stays as it was; null takes it away. */
export type AccountSettings = Pick<AccountRecord, 'label' | 'wabaId' | 'portfolioId' | 'phoneNumberIds'> & {
  readonly accessToken?: string | undefined;
  readonly verifyToken?: string | null | undefined;
  readonly appSecret?: string | null | undefined;
};

export type AccountsDeps = {
  readonly transact: Transact;
  readonly ask: AskMeta;
  readonly seal: SealSecret;
  readonly open: OpenSecret;
  readonly noteToken: NoteToken;
  readonly forget: AccountDirectory['forget'];
  readonly findNumbers: FindNumbersOfAccount;
  readonly newId: () => string;
  readonly now: () => Date;
};

type Refusal = FatalProblem | 'number-taken' | 'secrets-not-configured' | 'not-found';
export type PutAccount = Result<
  { readonly record: AccountRecord; readonly secrets: AccountSecretsRecord; readonly facts: AccountFacts },
  Refusal
>;

/** Webhooks that are under way when the app secret changes were signed with the old one. */
const PREVIOUS_SECRET_MS = 86_400_000;

const noSuchAccount = () => fail('not-found', 'There is no such account.', 'Check the list of accounts.');

/**
 * Puts an account in, or changes it (R51): Meta is asked first, with the token, whether the numbers are its own, so that nobody can
 * claim those of somebody else; secrets are encrypted; numbers, account, secrets and audit are one transaction.
 * @param accountId new, or of an account of this tenant
 */
export async function putAccount(
  deps: AccountsDeps,
  tenantId: string,
  accountId: string,
  isNew: boolean,
  settings: AccountSettings,
  actor: Actor,
): Promise<PutAccount> {
  const before = isNew ? null : await readAccount(deps.transact, tenantId, accountId);
  if (!isNew && before === null) return noSuchAccount();
  const token = settings.accessToken ?? openToken(deps, accountId, before?.secrets ?? null);
  if (token === null) return noKey();
  const facts = await deps.ask(settings, token, true);
  const fatal = facts.problems.find(({ code }) => (FATAL as readonly string[]).includes(code));
  if (fatal !== undefined) return fail(fatal.code as FatalProblem, fatal.message, fatal.hint);
  const secrets = sealAll(deps, accountId, settings, token, before?.secrets ?? null);
  if (secrets === null) return noKey();
  const entryId = deps.newId();
  const put = await deps.transact<PutAccount>(async (read) => {
    const now = deps.now();
    const [tenant, current] = await read([paths.tenant(tenantId), paths.account(accountId)]);
    const known = current ? accountRecord.parse(current) : null;
    if (!tenant || (!isNew && known?.tenantId !== tenantId)) return { writes: [], result: noSuchAccount() };
    const claim = { accountId, tenantId, wabaId: settings.wabaId, numbers: facts.numbers, by: actor.uid };
    const claimed = await claimNumbers(read, { ...claim, before: known?.phoneNumberIds ?? [] }, now);
    if (!claimed.ok) return { writes: [], result: claimed };
    const { label, wabaId, portfolioId, phoneNumberIds } = settings;
    const record: AccountRecord = {
      provider: 'meta',
      tenantId,
      label,
      wabaId,
      portfolioId,
      phoneNumberIds: [...phoneNumberIds],
      hasOwnApp: secrets.appSecret !== null,
      token: { state: 'ok', since: known?.token.state === 'ok' ? known.token.since : now, code: null, message: null },
      notice: known?.notice ?? null,
      lastEventAt: known?.lastEventAt ?? null,
      createdAt: known?.createdAt ?? now,
      updatedAt: now,
    };
    const act = {
      act: isNew ? 'createAccount' : 'replaceAccount',
      target: accountId,
      details: changedSecrets(settings),
    };
    return {
      writes: [
        ...claimed.value,
        { op: 'set', path: paths.account(accountId), fields: record },
        { op: 'set', path: paths.secrets(accountId), fields: secrets },
        auditWrite(entryId, tenantId, actor, act, now),
      ],
      result: ok({ record, secrets, facts }),
    };
  });
  deps.forget(accountId, [...settings.phoneNumberIds, ...(before?.record.phoneNumberIds ?? [])]);
  return put;
}

/**
 * Removes an account with its secrets and numbers, also those that were found in it and never named. Conversations stay; what waits to
 * be sent from there fails visibly.
 */
export async function removeAccount(
  deps: AccountsDeps,
  tenantId: string,
  accountId: string,
  actor: Actor,
): Promise<Result<void, 'not-found'>> {
  const entryId = deps.newId();
  const before = await readAccount(deps.transact, tenantId, accountId);
  const inAccount = before === null ? [] : await deps.findNumbers(before.record.wabaId);
  const foundIds = inAccount.map(({ number }) => splitReceivingNumber(number).name);
  const removed = await deps.transact<Result<readonly string[], 'not-found'>>(async (read) => {
    const [fields] = await read([paths.account(accountId)]);
    const account = fields ? accountRecord.parse(fields) : null;
    if (account?.tenantId !== tenantId) return { writes: [], result: noSuchAccount() };
    const ids = [...new Set([...account.phoneNumberIds, ...foundIds])];
    const act = { act: 'deleteAccount', target: accountId, details: { label: account.label, numbers: ids.join(', ') } };
    return {
      writes: [
        ...letGo(accountId, ids, await read(ids.map(pathOf))),
        { op: 'delete', path: paths.account(accountId) },
        { op: 'delete', path: paths.secrets(accountId) },
        auditWrite(entryId, tenantId, actor, act, deps.now()),
      ],
      result: ok(ids),
    };
  });
  if (!removed.ok) return removed;
  deps.forget(accountId, removed.value);
  return ok(undefined);
}

/** Asks Meta about an account as it is, and records what that says about its token. */
export async function checkAccount(
  deps: AccountsDeps,
  tenantId: string,
  accountId: string,
): Promise<Result<AccountFacts, 'not-found' | 'secrets-not-configured'>> {
  const account = await readAccount(deps.transact, tenantId, accountId);
  if (account === null) return noSuchAccount();
  const token = openToken(deps, accountId, account.secrets);
  if (token === null) return noKey();
  const facts = await deps.ask(account.record, token, false);
  if (facts.token !== null) {
    const [refusal] = facts.token === 'ok' ? [] : facts.problems;
    await deps.noteToken(accountId, facts.token, refusal ? { code: facts.tokenCode, message: refusal.message } : null);
  }
  return ok(facts);
}

const noKey = () =>
  fail(
    'secrets-not-configured',
    'Secrets cannot be encrypted or opened here.',
    'Set SECRETS_KEYS; see docs/deploy.md.',
  );

const readAccount = (transact: Transact, tenantId: string, accountId: string) =>
  transact(async (read) => {
    const [fields, sealed] = await read([paths.account(accountId), paths.secrets(accountId)]);
    const record = fields ? accountRecord.parse(fields) : null;
    const isTheirs = record !== null && record.tenantId === tenantId && sealed;
    return { writes: [], result: isTheirs ? { record, secrets: accountSecretsRecord.parse(sealed) } : null };
  });

const openToken = ({ open }: AccountsDeps, accountId: string, secrets: AccountSecretsRecord | null): string | null =>
  secrets === null ? null : open(accountId, 'accessToken', secrets.accessToken);

/** All secrets of an account as they are from now on; null without a key. */
function sealAll(
  deps: AccountsDeps,
  accountId: string,
  { verifyToken, appSecret }: AccountSettings,
  token: string,
  before: AccountSecretsRecord | null,
): AccountSecretsRecord | null {
  const now = deps.now();
  let isMissingKey = false;
  const sealed = (field: SecretField, text: string | null | undefined, kept: string | null): string | null => {
    if (text === undefined) return kept;
    if (text === null) return null;
    const result = deps.seal(accountId, field, text);
    if (!result.ok) isMissingKey = true;
    return result.ok ? result.value : null;
  };
  // Sealed anew even if it stays: so a new key comes into use.
  const accessToken = sealed('accessToken', token, null);
  const isNewApp = appSecret !== undefined && before !== null && before.appSecret !== null;
  const secrets = {
    verifyToken: sealed('verifyToken', verifyToken, before?.verifyToken ?? null),
    appSecret: sealed('appSecret', appSecret, before?.appSecret ?? null),
    previousAppSecret: isNewApp ? before.appSecret : (before?.previousAppSecret ?? null),
    previousUntil: isNewApp ? new Date(now.getTime() + PREVIOUS_SECRET_MS) : (before?.previousUntil ?? null),
    updatedAt: now,
  };
  return isMissingKey || accessToken === null ? null : { accessToken, ...secrets };
}

/** Which secrets were put in, never what they are. */
const changedSecrets = ({ label, accessToken, verifyToken, appSecret }: AccountSettings): Record<string, string> => ({
  label,
  ...(accessToken === undefined ? {} : { accessToken: 'put in' }),
  ...(verifyToken === undefined ? {} : { verifyToken: verifyToken === null ? 'taken away' : 'put in' }),
  ...(appSecret === undefined ? {} : { appSecret: appSecret === null ? 'taken away' : 'put in' }),
});
