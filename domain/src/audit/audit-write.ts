import type { AuditRecord } from '../records/audit-record.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';

/** A person who does something privileged, and from where. */
export type Actor = AuditRecord['actor'] & { readonly ip: string };

/** What was done: the endpoint's id, to what, and what a reader needs to understand it. Never a secret. */
export type Act = {
  readonly act: string;
  readonly target: string;
  readonly details?: Readonly<Record<string, string | null | undefined>>;
};

/**
 * The audit entry of an act, as a write of the transaction that does it (R73): there is no act without an entry.
 * @param entryId new, or made of the act, so that a repetition writes no second one
 * @param tenantId whose admins may read it; null: an act that concerns no single tenant
 */
export function auditWrite(entryId: string, tenantId: string | null, actor: Actor, act: Act, at: Date): DocumentWrite {
  const { ip, uid, email, role } = actor;
  const record: AuditRecord = {
    act: act.act,
    actor: { uid, email, role },
    ip,
    target: act.target,
    details: Object.fromEntries(
      Object.entries(act.details ?? {}).flatMap(([name, value]) =>
        value === null || value === undefined ? [] : [[name, value.slice(0, 500)]],
      ),
    ),
    at,
  };
  return {
    op: 'set',
    path: tenantId === null ? paths.audit(entryId) : paths.tenantAudit(tenantId, entryId),
    fields: record,
  };
}
