import {
  addNumber,
  assignNumber,
  checkNumber,
  deleteTenantNumber,
  getDefaultNumber,
  getNumber,
  getTenantNumber,
  listNumbers,
  type NumberView,
  putDefaultNumber,
  putTenantNumber,
  refreshNumbers,
  repointNumber,
  unassignNumber,
} from '@casillero/domain/api/numbers';
import { UNASSIGNED } from '@casillero/domain/number/assign-number';
import type { SendingNumber } from '@casillero/domain/number/number-to-send-from';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { capabilityRecord, defaultNumberRecord } from '@casillero/domain/records/platform-records';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { AssignDeps } from '../../usecases/numbers/assign.ts';
import {
  makeAssignNumber,
  makeDeleteTenantNumber,
  makePutTenantNumber,
  sendingNumberOf,
} from '../../usecases/numbers/assign.ts';
import { makePutDefaultNumber } from '../../usecases/numbers/default-number.ts';
import {
  type KnownNumber,
  type LookAfterDeps,
  makeAddNumber,
  makeCheckNumber,
  makeRepointNumber,
} from '../../usecases/numbers/look-after-number.ts';
import { type AccountAsked, makeRefreshNumbers } from '../../usecases/numbers/refresh-numbers.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';
import { accountViews, numberView } from './number-views.ts';

/** All receiving numbers, by their keys. */
export type ListNumbers = () => Promise<readonly KnownNumber[]>;

/** Receiving numbers: listed, looked after, assigned; and what tenants' messages leave from (R50, R52). */
export function serveNumbers(deps: LookAfterDeps & AssignDeps & { readonly list: ListNumbers }): Served[] {
  const { read } = deps;
  const refresh = makeRefreshNumbers(deps);
  const [check, add, repoint] = [makeCheckNumber(deps), makeAddNumber(deps), makeRepointNumber(deps)];
  const [assign, putOfTenant, deleteOfTenant] = [
    makeAssignNumber(deps),
    makePutTenantNumber(deps),
    makeDeleteTenantNumber(deps),
  ];
  const putDefault = makePutDefaultNumber(deps);
  const key = (number: string) => number as ReceivingNumber;

  const defaultNumber = async (): Promise<string | null> => {
    const [fields] = await read([paths.defaultNumber()]);
    return fields ? defaultNumberRecord.parse(fields).number : null;
  };
  const viewed = async <Code extends string>(result: Result<KnownNumber, Code>): Promise<Result<NumberView, Code>> =>
    result.ok ? ok(numberView(result.value, await defaultNumber())) : result;
  const listed = async (asked: readonly AccountAsked[]) => {
    const [numbers, fallback] = await Promise.all([deps.list(), defaultNumber()]);
    const accounts = [...new Set([...asked, ...numbers.map(({ record }) => record)].map(({ account }) => account))];
    const known = accounts.filter((account) => /^[\w-]+$/.test(account));
    const told = await read(known.map((account) => paths.capability(account)));
    const capabilities = new Map(
      known.flatMap((account, i) => (told[i] ? [[account, capabilityRecord.parse(told[i])] as const] : [])),
    );
    return ok({
      numbers: numbers.map((each) => numberView(each, fallback)),
      accounts: accountViews(numbers, asked, capabilities),
    });
  };

  return [
    serve(listNumbers, () => listed([])),
    serve(refreshNumbers, async () => listed(await refresh())),
    serve(getNumber, async ({ params }) => {
      const [fields] = await read([paths.number(key(params.number))]);
      if (!fields) return fail('not-found', 'There is no such number.', 'Open the list of numbers again.');
      return viewed(ok({ number: key(params.number), record: numberRecord.parse(fields) }));
    }),
    serve(addNumber, async ({ params, body }, caller) => viewed(await add(key(params.number), body, actorOf(caller)))),
    serve(checkNumber, async ({ params }) => viewed(await check(key(params.number)))),
    serve(repointNumber, async ({ params }, caller) => viewed(await repoint(key(params.number), actorOf(caller)))),
    serve(assignNumber, async ({ params, body }, caller) =>
      viewed(await assign(key(params.number), body, actorOf(caller))),
    ),
    serve(unassignNumber, async ({ params }, caller) =>
      viewed(await assign(key(params.number), UNASSIGNED, actorOf(caller))),
    ),
    serve(getDefaultNumber, async () => ok({ number: await defaultNumber() })),
    serve(putDefaultNumber, async ({ body: { number } }, caller) => {
      const put = await putDefault(number === null ? null : key(number), actorOf(caller));
      return put.ok ? ok({ number }) : put;
    }),
    serve(getTenantNumber, async ({ params: { tenantId } }) => sending(await sendingNumberOf(read, tenantId))),
    serve(putTenantNumber, async ({ params: { tenantId }, body }, caller) =>
      sending(await putOfTenant(tenantId, key(body.number), body.shareDeliberately, actorOf(caller))),
    ),
    serve(deleteTenantNumber, async ({ params: { tenantId } }, caller) => {
      const deleted = await deleteOfTenant(tenantId, actorOf(caller));
      return deleted.ok ? ok(undefined) : deleted;
    }),
  ];
}

/** What a tenant's own people may know of a number. */
function sending<Code extends string>(result: Result<SendingNumber, Code>) {
  if (!result.ok) return result;
  const { number, by, record } = result.value;
  const { provider, display, verifiedName, status } = record;
  return ok({ number, provider, display, verifiedName, status, by });
}
