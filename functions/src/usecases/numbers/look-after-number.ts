import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { type ReceivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { FindNumberSources, NumberSource, ProviderFailureCode, ToldNumber } from './ports.ts';
import { keepTold } from './refresh-numbers.ts';

export type KnownNumber = { readonly number: ReceivingNumber; readonly record: NumberRecord };

export type NumberFailure =
  | 'not-found'
  | 'unknown-at-provider'
  | 'provider-unreachable'
  | 'provider-refused'
  | 'not-a-sender'
  | 'not-by-number';

export type LookAfterDeps = {
  readonly transact: Transact;
  readonly read: ReadDocuments;
  readonly sources: FindNumberSources;
  readonly newId: () => string;
  readonly now: () => Date;
};

/** Asks the provider about one number, and keeps what it says. */
export const makeCheckNumber =
  (deps: LookAfterDeps) =>
  async (number: ReceivingNumber): Promise<Result<KnownNumber, NumberFailure>> => {
    const [fields] = await deps.read([paths.number(number)]);
    if (!fields) return noSuchNumber();
    const source = await sourceOf(deps, number, numberRecord.parse(fields));
    if (source === null) return noAccount();
    const found = await source.lookUp(number);
    if (!found.ok) return refused(found.failure);
    const [record] = await keepTold(deps, source, [found.value]);
    return record ? ok({ number, record }) : noSuchNumber();
  };

/** What an operator knows of a number that is added by hand. */
export type GivenNumber = {
  readonly display?: string | undefined;
  readonly verifiedName?: string | undefined;
  readonly account?: string | undefined;
};

/**
 * Adds a number by its key, unassigned (R50). Display number and name are asked for where they are not given; where both
 * are, a provider that cannot be asked just now does no harm. One that is there already is only checked.
 */
export const makeAddNumber =
  (deps: LookAfterDeps) =>
  async (number: ReceivingNumber, given: GivenNumber, actor: Actor): Promise<Result<KnownNumber, NumberFailure>> => {
    const { provider } = splitReceivingNumber(number);
    const entryId = deps.newId();
    const sources = (await deps.sources()).filter((each) => each.provider === provider && each.accountId === null);
    const [source] = sources.filter((each) => given.account === undefined || each.account === given.account);
    const found = source === undefined ? null : await source.lookUp(number);
    const isEnough = given.display !== undefined;
    if (found !== null && !found.ok && (!isEnough || found.failure.code === 'missing')) return refused(found.failure);
    if (found === null && !isEnough) return noAccount();
    const told: ToldNumber['told'] = {
      display: '',
      verifiedName: '',
      ...(found?.ok ? found.value.told : {}),
      ...(given.display === undefined ? {} : { display: given.display }),
      ...(given.verifiedName === undefined ? {} : { verifiedName: given.verifiedName }),
    };
    const of = { provider, account: given.account ?? source?.account ?? '', accountId: null };
    const [record] = await keepTold(deps, of, [{ number, told }]);
    if (!record) return fail('not-found', 'This number belongs to an importer’s own account.', 'Change it there.');
    await deps.transact(async () => ({
      writes: [auditWrite(entryId, null, actor, { act: 'addNumber', target: number }, deps.now())],
      result: null,
    }));
    return ok({ number, record });
  };

/** Sets our webhook for a number at the provider again (R52), then looks whether it is there. */
export const makeRepointNumber =
  (deps: LookAfterDeps) =>
  async (number: ReceivingNumber, actor: Actor): Promise<Result<KnownNumber, NumberFailure>> => {
    const entryId = deps.newId();
    const [fields] = await deps.read([paths.number(number)]);
    if (!fields) return noSuchNumber();
    const source = await sourceOf(deps, number, numberRecord.parse(fields));
    if (source === null) return noAccount();
    if (source.point === null)
      return fail('not-by-number', 'This provider has one webhook for all numbers.', 'Set it in the provider’s app.');
    const act = { act: 'repointNumber', target: number };
    await deps.transact(async () => ({ writes: [auditWrite(entryId, null, actor, act, deps.now())], result: null }));
    const pointed = await source.point(number);
    if (!pointed.ok)
      return pointed.failure.code === 'missing'
        ? fail('not-a-sender', pointed.failure.message, pointed.failure.hint)
        : refused(pointed.failure);
    const found = await source.lookUp(number);
    if (!found.ok) return refused(found.failure);
    const [record] = await keepTold(deps, source, [found.value]);
    return record ? ok({ number, record }) : noSuchNumber();
  };

/** The account that a number is in; the one it was last seen in first. */
async function sourceOf(
  deps: LookAfterDeps,
  number: ReceivingNumber,
  record: NumberRecord,
): Promise<NumberSource | null> {
  const { provider } = splitReceivingNumber(number);
  const candidates = (await deps.sources()).filter(
    (each) => each.provider === provider && each.accountId === (record.accountId ?? null),
  );
  return candidates.find((each) => each.account === record.account) ?? candidates[0] ?? null;
}

function refused({ code, message, hint }: Failure<ProviderFailureCode>): Result<never, NumberFailure> {
  if (code === 'missing') return fail('unknown-at-provider', message, hint);
  return code === 'permanent' ? fail('provider-refused', message, hint) : fail('provider-unreachable', message, hint);
}

const noSuchNumber = () => fail('not-found', 'There is no such number.', 'Open the list of numbers again.');
const noAccount = () =>
  fail('unknown-at-provider', 'There is no account at this provider that could be asked.', 'Set the account up first.');
