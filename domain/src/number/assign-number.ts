import type { ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { NumberRecord } from '../records/routing-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import { fail, ok, type Result } from '../result.ts';

/** Whose a number is to be. */
export type Assignment =
  | { readonly mode: 'shared' }
  | { readonly mode: 'dedicated'; readonly tenantIds: readonly string[]; readonly shareDeliberately: boolean };

export type AssignmentFailure = 'several-importers' | 'no-such-importer';

/** Nobody's: messages to it are unrouted. */
export const UNASSIGNED: Assignment = { mode: 'dedicated', tenantIds: [], shareDeliberately: false };

/**
 * Decides a number's assignment (R1.1, R6, R50): the number's document says whom its messages belong to, and each tenant's
 * says what its own leave from. A tenant that gets its first number sends from it; one that loses its number sends from
 * the default.
 * @param tenants every tenant that had the number or is to have it; null for one that does not exist
 */
export function assignNumber(
  number: ReceivingNumber,
  before: NumberRecord,
  wanted: Assignment,
  tenants: ReadonlyMap<string, TenantRecord | null>,
  by: string,
  now: Date,
): Result<{ readonly record: NumberRecord; readonly writes: readonly DocumentWrite[] }, AssignmentFailure> {
  const tenantIds = wanted.mode === 'shared' ? [] : [...new Set(wanted.tenantIds)];
  if (wanted.mode === 'dedicated' && tenantIds.length > 1 && !wanted.shareDeliberately) return severalImporters();
  const missing = tenantIds.find((id) => !tenants.get(id));
  if (missing !== undefined) return noSuchImporter(missing);

  const isAssigned = wanted.mode === 'shared' || tenantIds.length > 0;
  const fields = {
    mode: wanted.mode,
    tenantIds,
    assignedAt: isAssigned ? now : null,
    assignedBy: isAssigned ? by : null,
  };
  const gained = tenantIds.filter((id) => tenants.get(id)?.outgoingNumber === null);
  const lost = before.tenantIds.filter((id) => !tenantIds.includes(id) && tenants.get(id)?.outgoingNumber === number);
  const outgoing = (id: string, outgoingNumber: string | null): DocumentWrite => ({
    op: 'update',
    path: paths.tenant(id),
    fields: { outgoingNumber },
  });
  return ok({
    record: { ...before, ...fields },
    writes: [
      { op: 'update', path: paths.number(number), fields },
      ...gained.map((id) => outgoing(id, number)),
      ...lost.map((id) => outgoing(id, null)),
    ],
  });
}

/** The tenants that `assignNumber` has to know. */
export const tenantsConcerned = (before: Pick<NumberRecord, 'tenantIds'>, wanted: Assignment): string[] => [
  ...new Set([...before.tenantIds, ...(wanted.mode === 'dedicated' ? wanted.tenantIds : [])]),
];

const severalImporters = () =>
  fail(
    'several-importers',
    'Every message to this number would reach several importers.',
    'Say shareDeliberately if that is meant.',
  );
const noSuchImporter = (id: string) => fail('no-such-importer', `There is no importer ${id}.`, 'Check the id.');
