import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { type Assignment, assignNumber, tenantsConcerned } from '@casillero/domain/number/assign-number';
import { numberToSendFrom, type SendingNumber } from '@casillero/domain/number/number-to-send-from';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { accountRecord } from '@casillero/domain/records/account-record';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { defaultNumberRecord } from '@casillero/domain/records/platform-records';
import { purchaseRecord } from '@casillero/domain/records/purchase-record';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
import { type TenantRecord, tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { KnownNumber } from './look-after-number.ts';

export type AssignFailure =
  | 'not-found'
  | 'several-importers'
  | 'no-such-importer'
  | 'number-is-leaving'
  | 'other-importers-account'
  | 'still-default';

export type AssignDeps = { readonly transact: Transact; readonly newId: () => string; readonly now: () => Date };
export type AssignNumber = (
  number: ReceivingNumber,
  wanted: Assignment,
  actor: Actor,
) => Promise<Result<KnownNumber, AssignFailure>>;

type Decided = Result<{ readonly record: NumberRecord; readonly writes: readonly DocumentWrite[] }, AssignFailure>;

/** Assigns a number, or makes it shared, or (no tenants) nobody's: one transaction over number and importers (R50). */
export const makeAssignNumber =
  (deps: AssignDeps): AssignNumber =>
  (number, wanted, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<AssignNumber>>>(async (read) => {
      const decided = await decide(read, number, wanted, actor, deps.now());
      if (!decided.ok) return { writes: [], result: decided };
      const { record, writes } = decided.value;
      const act = wanted.mode === 'dedicated' && wanted.tenantIds.length === 0 ? 'unassignNumber' : 'assignNumber';
      const details = { mode: record.mode, importers: record.tenantIds.join(', ') };
      const about = record.tenantIds.length === 0 ? [null] : record.tenantIds;
      const audit = about.map((id) => auditWrite(entryId, id, actor, { act, target: number, details }, deps.now()));
      return { writes: [...writes, ...audit], result: ok({ number, record }) };
    });
  };

/** Gives a tenant its number, and answers what its messages leave from now. */
export const makePutTenantNumber =
  (deps: AssignDeps) =>
  (
    tenantId: string,
    number: ReceivingNumber,
    shareDeliberately: boolean,
    actor: Actor,
  ): Promise<Result<SendingNumber, AssignFailure | 'no-such-number'>> => {
    const entryId = deps.newId();
    return deps.transact<Result<SendingNumber, AssignFailure | 'no-such-number'>>(async (read) => {
      const [tenantFields, numberFields] = await read([paths.tenant(tenantId), paths.number(number)]);
      if (!tenantFields) return { writes: [], result: noSuchTenant() };
      if (!numberFields)
        return { writes: [], result: fail('no-such-number', `There is no number ${number}.`, 'Check its key.') };
      const tenant = tenantRecord.parse(tenantFields);
      const before = numberRecord.parse(numberFields);
      const now = deps.now();
      const chosen: DocumentWrite = { op: 'update', path: paths.tenant(tenantId), fields: { outgoingNumber: number } };
      const audit = auditWrite(entryId, tenantId, actor, { act: 'putTenantNumber', target: number }, now);
      if (before.mode === 'shared')
        return { writes: [chosen, audit], result: ok({ number, record: before, by: 'shared' }) };
      const isItsOwn = before.tenantIds.includes(tenantId);
      const wanted: Assignment = {
        mode: 'dedicated',
        tenantIds: [...new Set([...before.tenantIds, tenantId])],
        shareDeliberately: shareDeliberately || isItsOwn,
      };
      const decided = await decide(read, number, wanted, actor, now);
      if (!decided.ok) return { writes: [], result: decided };
      // The choice may already be among the assignment's writes: each document is written once.
      const others = decided.value.writes.filter(({ path }) => path !== paths.tenant(tenantId));
      const isChosen = tenant.outgoingNumber === number;
      return {
        writes: [...others, ...(isChosen ? [] : [chosen]), audit],
        result: ok({ number, record: decided.value.record, by: 'own' }),
      };
    });
  };

/** Takes a tenant's number away; a dedicated one stays with the others it is shared with. */
export const makeDeleteTenantNumber =
  (deps: AssignDeps) =>
  (tenantId: string, actor: Actor): Promise<Result<null, AssignFailure>> => {
    const entryId = deps.newId();
    return deps.transact<Result<null, AssignFailure>>(async (read) => {
      const [fields] = await read([paths.tenant(tenantId)]);
      if (!fields) return { writes: [], result: noSuchTenant() };
      const number = tenantRecord.parse(fields).outgoingNumber as ReceivingNumber | null;
      if (number === null) return { writes: [], result: ok(null) };
      const now = deps.now();
      const [numberFields] = await read([paths.number(number)]);
      const before = numberFields ? numberRecord.parse(numberFields) : null;
      const none: DocumentWrite = { op: 'update', path: paths.tenant(tenantId), fields: { outgoingNumber: null } };
      const audit = auditWrite(entryId, tenantId, actor, { act: 'deleteTenantNumber', target: number }, now);
      if (before === null || !before.tenantIds.includes(tenantId)) return { writes: [none, audit], result: ok(null) };
      const left = before.tenantIds.filter((id) => id !== tenantId);
      const decided = await decide(
        read,
        number,
        { mode: 'dedicated', tenantIds: left, shareDeliberately: true },
        actor,
        now,
      );
      if (!decided.ok) return { writes: [], result: decided };
      const others = decided.value.writes.filter(({ path }) => path !== paths.tenant(tenantId));
      return { writes: [...others, none, audit], result: ok(null) };
    });
  };

/** What a tenant's messages leave from. */
export async function sendingNumberOf(
  read: ReadDocuments,
  tenantId: string,
): Promise<Result<SendingNumber, 'not-found' | 'no-number'>> {
  const [tenantFields, defaultFields] = await read([paths.tenant(tenantId), paths.defaultNumber()]);
  if (!tenantFields) return noSuchTenant();
  const chosen = tenantRecord.parse(tenantFields).outgoingNumber as ReceivingNumber | null;
  const fallback = (defaultFields ? defaultNumberRecord.parse(defaultFields).number : null) as ReceivingNumber | null;
  const numbers = [chosen, fallback];
  const found = await read(numbers.flatMap((number) => (number === null ? [] : [paths.number(number)])));
  let next = 0;
  const [own, shared] = numbers.map((number) => {
    const fields = number === null ? null : found[next++];
    return number === null || !fields ? null : { number, record: numberRecord.parse(fields) };
  });
  const sending = numberToSendFrom(tenantId, own ?? null, shared ?? null);
  return sending === null
    ? fail('no-number', 'This importer has no number, and there is no default.', 'Assign a number or choose a default.')
    : ok(sending);
}

/** Reads what an assignment depends on, and decides it. */
async function decide(
  read: ReadDocuments,
  number: ReceivingNumber,
  wanted: Assignment,
  actor: Actor,
  now: Date,
): Promise<Decided> {
  const [fields, defaultFields] = await read([paths.number(number), paths.defaultNumber()]);
  if (!fields) return fail('not-found', 'There is no such number.', 'Open the list of numbers again.');
  const before = numberRecord.parse(fields);
  const isDefault = defaultFields ? defaultNumberRecord.parse(defaultFields).number === number : false;
  if (isDefault && wanted.mode !== 'shared')
    return fail(
      'still-default',
      'It is the default number, and that is shared.',
      'Choose another default number first.',
    );

  const concerned = tenantsConcerned(before, wanted);
  const [purchaseFields, accountFields, ...tenants] = await read([
    paths.purchase(before.purchaseId ?? 'none'),
    paths.account(before.accountId ?? 'none'),
    ...concerned.map((id) => paths.tenant(id)),
  ]);
  if (purchaseFields && purchaseRecord.parse(purchaseFields).state === 'undoing')
    return fail('number-is-leaving', 'This number is being given back.', 'Assign another one.');
  const owner = accountFields ? accountRecord.parse(accountFields).tenantId : null;
  const isForOthers = wanted.mode === 'shared' || wanted.tenantIds.some((id) => id !== owner);
  if (owner !== null && isForOthers)
    return fail('other-importers-account', `It is in ${owner}’s own account.`, 'Only that importer can have it.');
  const known = new Map<string, TenantRecord | null>(
    concerned.map((id, i) => [id, tenants[i] ? tenantRecord.parse(tenants[i]) : null]),
  );
  return assignNumber(number, before, wanted, known, actor.uid, now);
}

const noSuchTenant = () => fail('not-found', 'There is no such importer.', 'Open the list of importers again.');
