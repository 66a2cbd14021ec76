import {
  changePackage,
  changePackageStates,
  createPackage,
  findPackages,
  undoPackageStates,
} from '@casillero/domain/api/packages';
import { getTrackingPage } from '@casillero/domain/api/tracking-page';
import { trackingForm } from '@casillero/domain/order/tracking-number';
import { numbersInScan } from '@casillero/domain/package/scanned-number';
import { packageRecord, trackingPageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ReadDocuments } from '../../usecases/documents.ts';
import type { ChangeStates, UndoStates } from '../../usecases/packages/change-states.ts';
import type { FindPackagesByNumber } from '../../usecases/packages/ports.ts';
import type { ChangePackage, CreatePackage, KnownPackage } from '../../usecases/packages/write-packages.ts';
import { type Caller, type Served, serve } from '../serve.ts';

/** More than this with one number is a mistake that a longer number settles. */
const MOST_FOUND = 10;

/** Packages and their public tracking pages (R18). */
export const servePackages = (deps: {
  read: ReadDocuments;
  findByNumber: FindPackagesByNumber;
  create: CreatePackage;
  change: ChangePackage;
  changeStates: ChangeStates;
  undoStates: UndoStates;
}): readonly Served[] => [
  serve(findPackages, async ({ params, query }) => {
    const numbers = numbersInScan(query.scan);
    const found = numbers.length === 0 ? [] : await deps.findByNumber(params.tenantId, numbers, MOST_FOUND);
    const verified = numbers.map((number) => trackingForm(number)).find((form) => form?.isVerified);
    return ok({
      packages: found.map(asAnswer),
      number: found[0]?.record.trackingNumber ?? verified?.number ?? numbers[0] ?? '',
      carrier: found[0]?.record.carrier ?? verified?.carrier ?? null,
    });
  }),
  serve(createPackage, async ({ params, body }, caller) =>
    answered(await deps.create(params.tenantId, body, uidOf(caller))),
  ),
  serve(changePackage, async ({ params, body }) =>
    answered(await deps.change(params.tenantId, params.packageId, body)),
  ),
  serve(changePackageStates, async ({ params, body }, caller) =>
    ok({
      packages: [
        ...(await deps.changeStates(params.tenantId, body.packageIds, body.state, uidOf(caller), body.notifies)),
      ],
    }),
  ),
  serve(undoPackageStates, async ({ params, body }, caller) =>
    ok({ packages: [...(await deps.undoStates(params.tenantId, body.packageIds, uidOf(caller)))] }),
  ),
  serve(getTrackingPage, async ({ params }) => {
    const [page] = await deps.read([paths.trackingPage(params.token)]);
    if (!page) return nothingHere();
    const { tenantId, packageId } = trackingPageRecord.parse(page);
    const [fields, tenantFields] = await deps.read([paths.package(tenantId, packageId), paths.tenant(tenantId)]);
    if (!fields || !tenantFields) return nothingHere();
    const { shop, carrier, trackingNumber, state, history } = packageRecord.parse(fields);
    const tenant = tenantRecord.parse(tenantFields);
    const standing = history.filter(({ undoneAt }) => undoneAt === null);
    return ok({
      importer: tenant.name,
      locale: tenant.locale,
      shop,
      carrier,
      trackingEnd: trackingNumber?.slice(-4) ?? null,
      state,
      history: standing.map((change) => ({ state: change.state, at: change.at.toISOString() })),
    });
  }),
];

const uidOf = (caller: Caller): string => caller.identity?.uid ?? '';

const nothingHere = () => fail('not-found', 'There is no such package.', 'Check the link.');

const answered = <Code extends string>(result: Result<KnownPackage, Code>) =>
  result.ok ? ok(asAnswer(result.value)) : result;

const asAnswer = ({ id, record }: KnownPackage) => ({
  id,
  customerId: record.customerId,
  customerName: record.customerName,
  shop: record.shop,
  orderNumber: record.orderNumber,
  description: record.description,
  carrier: record.carrier,
  trackingNumber: record.trackingNumber,
  state: record.state,
  stateAt: record.stateAt.toISOString(),
  trackingPath: `/track/${record.trackingToken}`,
});
