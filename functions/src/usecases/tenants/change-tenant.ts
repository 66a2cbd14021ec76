import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { paths } from '@casillero/domain/records/paths';
import { type TenantRecord, tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { Tenant } from './create-tenant.ts';

/** What becomes of an importer: fields by name, those left out stay. */
export type TenantChange = {
  readonly act: 'editTenant' | 'suspendTenant' | 'resumeTenant' | 'putAnswers';
  readonly fieldsOf: (before: TenantRecord, now: Date) => Partial<TenantRecord>;
};

export type ChangeTenant = (
  tenantId: string,
  change: TenantChange,
  actor: Actor,
) => Promise<Result<Tenant, 'not-found'>>;

/** Changes an importer and writes down what was before and is now (R70, R73). What changes nothing is no act. */
export const makeChangeTenant =
  (deps: { transact: Transact; newId: () => string; now: () => Date }): ChangeTenant =>
  async (tenantId, { act, fieldsOf }, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<ChangeTenant>>>(async (read) => {
      const [fields] = await read([paths.tenant(tenantId)]);
      if (!fields) return { writes: [], result: noSuchTenant() };
      const before = tenantRecord.parse(fields);
      const now = deps.now();
      const changed = Object.entries(fieldsOf(before, now)).filter(
        ([name, value]) => value !== undefined && said(value) !== said(before[name as keyof TenantRecord]),
      );
      if (changed.length === 0) return { writes: [], result: ok({ id: tenantId, record: before }) };
      const after = Object.fromEntries(changed);
      const details = Object.fromEntries(
        changed.map(([name, value]) => [name, `${said(before[name as keyof TenantRecord])} ▶ ${said(value)}`]),
      );
      return {
        writes: [
          { op: 'update', path: paths.tenant(tenantId), fields: after },
          auditWrite(entryId, tenantId, actor, { act, target: tenantId, details }, now),
        ],
        result: ok({ id: tenantId, record: { ...before, ...after } }),
      };
    });
  };

/** Suspends; the first reason and time stay. */
export const suspension = (reason: string): TenantChange => ({
  act: 'suspendTenant',
  fieldsOf: (before, now) =>
    before.status === 'suspended' ? {} : { status: 'suspended', suspendedAt: now, suspendedReason: reason },
});

/** Ends a suspension. */
export const resumption: TenantChange = {
  act: 'resumeTenant',
  fieldsOf: (before) =>
    before.status === 'active' ? {} : { status: 'active', suspendedAt: null, suspendedReason: null },
};

function said(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '') || '-';
}

const noSuchTenant = () => fail('not-found', 'There is no such importer.', 'Open the list of importers again.');
