import {
  createTenant,
  editTenant,
  getTenant,
  inviteMember,
  listTenants,
  resumeTenant,
  suspendTenant,
  type TenantView,
} from '@casillero/domain/api/tenants';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok } from '@casillero/domain/result';
import type { ReadDocuments } from '../../usecases/documents.ts';
import type { InviteMember } from '../../usecases/members/invite-member.ts';
import { type ChangeTenant, resumption, suspension } from '../../usecases/tenants/change-tenant.ts';
import type { CreateTenant, Tenant } from '../../usecases/tenants/create-tenant.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** Importers by id, from the one after `after`. */
export type ListTenants = (after: string | null, limit: number) => Promise<readonly Tenant[]>;

/** Importers: made, changed, suspended by operators (R70). */
export const serveTenants = (deps: {
  readonly read: ReadDocuments;
  readonly list: ListTenants;
  readonly create: CreateTenant;
  readonly change: ChangeTenant;
  readonly invite: InviteMember;
}): Served[] => [
  serve(listTenants, async ({ query: { after, limit } }) => {
    const found = await deps.list(after ?? null, limit + 1);
    const page = found.slice(0, limit);
    return ok({ tenants: page.map(view), next: found.length > limit ? (page.at(-1)?.id ?? null) : null });
  }),
  serve(createTenant, async ({ body }, caller) => {
    const created = await deps.create(body, actorOf(caller));
    return created.ok ? ok(view(created.value)) : created;
  }),
  serve(getTenant, async ({ params: { tenantId } }) => {
    const [fields] = await deps.read([paths.tenant(tenantId)]);
    if (!fields) return fail('not-found', 'There is no such importer.', 'Check its id.');
    return ok(view({ id: tenantId, record: tenantRecord.parse(fields) }));
  }),
  serve(editTenant, async ({ params: { tenantId }, body }, caller) => {
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const changed = await deps.change(tenantId, { act: 'editTenant', fieldsOf: () => given }, actorOf(caller));
    return changed.ok ? ok(view(changed.value)) : changed;
  }),
  serve(suspendTenant, async ({ params: { tenantId }, body: { reason } }, caller) => {
    const changed = await deps.change(tenantId, suspension(reason), actorOf(caller));
    return changed.ok ? ok(view(changed.value)) : changed;
  }),
  serve(resumeTenant, async ({ params: { tenantId } }, caller) => {
    const changed = await deps.change(tenantId, resumption, actorOf(caller));
    return changed.ok ? ok(view(changed.value)) : changed;
  }),
  serve(inviteMember, ({ params: { tenantId }, body }, caller) => deps.invite({ tenantId, ...body }, actorOf(caller))),
];

const view = ({ id, record }: Tenant): TenantView => ({ id, ...record, createdAt: record.createdAt.toISOString() });
