import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { paths } from '@casillero/domain/records/paths';
import { type TenantRecord, tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import { tenantIdsToTry } from '@casillero/domain/tenant/tenant-id-of-name';
import type { Transact } from '../documents.ts';

export type NewTenant = Pick<TenantRecord, 'name' | 'locale' | 'timeZone' | 'country' | 'plan' | 'extractionEngine'> & {
  /** left out: made of the name */
  readonly id?: string | undefined;
};

export type Tenant = { readonly id: string; readonly record: TenantRecord };

export type CreateTenant = (
  tenant: NewTenant,
  actor: Actor,
) => Promise<Result<Tenant, 'id-is-taken' | 'no-id-in-name'>>;

/** Creates an importer under the first free id (R70); two at once get two ids, since the document is created. */
export const makeCreateTenant =
  (deps: { transact: Transact; newId: () => string; now: () => Date }): CreateTenant =>
  async ({ id: given, ...fields }, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<CreateTenant>>>(async (read) => {
      const ids = given === undefined ? tenantIdsToTry(fields.name) : [given];
      if (ids.length === 0) return { writes: [], result: noIdInName() };
      const found = await read(ids.map((id) => paths.tenant(id)));
      const id = ids.find((_, i) => found[i] === null);
      if (id === undefined) return { writes: [], result: idIsTaken(ids[0] ?? '') };
      const now = deps.now();
      const record = tenantRecord.parse({ ...fields, status: 'active', createdAt: now });
      return {
        writes: [
          { op: 'create', path: paths.tenant(id), fields: record },
          auditWrite(entryId, id, actor, { act: 'createTenant', target: id, details: { name: record.name } }, now),
        ],
        result: ok({ id, record }),
      };
    });
  };

const idIsTaken = (id: string) =>
  fail('id-is-taken', `There is an importer with the id ${id} already.`, 'Choose another id.');
const noIdInName = () =>
  fail('no-id-in-name', 'The name has too few letters to make an id of.', 'Give an id of small letters and digits.');
