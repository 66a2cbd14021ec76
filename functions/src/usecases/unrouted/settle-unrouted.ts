import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { outboxId } from '@casillero/domain/outbox/outbox-id';
import { paths } from '@casillero/domain/records/paths';
import { unroutedRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { isStaff, type KnownSender, newSender, senderWrites } from '@casillero/domain/sender/known-sender';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ActDeps } from '../acts.ts';
import { newSenderId } from '../receive-message/message-id.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { readKnownSender } from '../senders/read-known-sender.ts';

type AssignFailure =
  | 'not-found'
  | 'tenant-not-found'
  | 'tenant-suspended'
  | 'already-assigned'
  | 'bound-elsewhere'
  | 'staff-elsewhere';

export type AssignUnrouted = (
  alias: SenderAlias,
  tenantId: TenantId,
  actor: Actor,
) => Promise<Result<{ readonly messageCount: number }, AssignFailure>>;

export type DismissUnrouted = (
  alias: SenderAlias,
  actor: Actor,
) => Promise<Result<undefined, 'not-found' | 'already-assigned'>>;

const noSuchEntry = () => fail('not-found', 'There is no such entry.', 'Open the list again.');

/**
 * Assigns an unrouted sender to a tenant (R56): binds it as a contact, unless it is that tenant's already, and has its kept
 * messages taken over. It never makes staff: only a phone's own message does (R54).
 */
export const makeAssignUnrouted =
  (deps: ActDeps & { readonly enqueue: EnqueueEntries }): AssignUnrouted =>
  async (alias, tenantId, actor) => {
    const entryId = deps.newId();
    type Assigned = { readonly result: Awaited<ReturnType<AssignUnrouted>>; readonly outbox: readonly OutboxEntry[] };
    const { result, outbox } = await deps.transact<Assigned>(async (read) => {
      const now = deps.now();
      const refused = (failure: Result<never, AssignFailure>) => ({
        writes: [],
        result: { result: failure, outbox: [] },
      });
      const [fields, tenantFields] = await read([paths.unrouted(alias), paths.tenant(tenantId)]);
      const unrouted = parsed(unroutedRecord, fields);
      if (unrouted === null) return refused(noSuchEntry());
      if (unrouted.state === 'assigned')
        return refused(fail('already-assigned', 'It is assigned already.', 'Open the list again.'));
      const tenant = parsed(tenantRecord, tenantFields);
      if (tenant === null)
        return refused(fail('tenant-not-found', 'There is no such importer.', 'Choose one of the list.'));
      if (tenant.status === 'suspended')
        return refused(fail('tenant-suspended', 'That importer is suspended.', 'Choose another one.'));
      const sender = (await readKnownSender(read, alias)) ?? newSender(newSenderId(alias), [alias], 'operator', now);
      const conflict = conflictWith(sender, tenantId);
      if (conflict !== null) return refused({ ok: false, failure: conflict });
      const isTheirs = sender.binding?.tenantId === tenantId || isStaffOf(sender, tenantId);
      const bound: KnownSender = isTheirs ? sender : { ...sender, binding: { tenantId, since: now, via: 'operator' } };
      const { senderId } = sender;
      const entry = newEntry(
        outboxId(entryId, tenantId, 'take', 0),
        { kind: 'take-unrouted', tenantId, senderId, alias },
        now,
      );
      return {
        writes: [
          ...senderWrites(bound),
          { op: 'update', path: paths.unrouted(alias), fields: { state: 'assigned', assignedTo: tenantId } },
          { op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record },
          auditWrite(entryId, tenantId, actor, { act: 'assignUnrouted', target: alias }, now),
        ],
        result: { result: ok({ messageCount: unrouted.messageCount }), outbox: [entry] },
      };
    });
    await deps.enqueue(outbox);
    return result;
  };

function conflictWith(sender: KnownSender, tenantId: TenantId): Failure<'bound-elsewhere' | 'staff-elsewhere'> | null {
  if (isStaff(sender) && !isStaffOf(sender, tenantId))
    return {
      code: 'staff-elsewhere',
      message: 'This phone is another importer’s staff phone.',
      hint: 'Its messages go there; remove it there first.',
    };
  if (sender.binding !== null && sender.binding.tenantId !== tenantId)
    return {
      code: 'bound-elsewhere',
      message: 'This sender is another importer’s contact.',
      hint: 'Move the sender instead.',
    };
  return null;
}

const isStaffOf = (sender: KnownSender, tenantId: TenantId): boolean =>
  isStaff(sender) && sender.staff?.tenantId === tenantId;

/** Takes a sender off the unrouted list until the next message; what was written is kept. */
export const makeDismissUnrouted =
  (deps: ActDeps): DismissUnrouted =>
  (alias, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<DismissUnrouted>>>(async (read) => {
      const path = paths.unrouted(alias);
      const [fields] = await read([path]);
      const unrouted = parsed(unroutedRecord, fields);
      if (unrouted === null) return { writes: [], result: noSuchEntry() };
      if (unrouted.state === 'assigned' || unrouted.state === 'resolved')
        return { writes: [], result: fail('already-assigned', 'It has an importer already.', 'Open the list again.') };
      return {
        writes: [
          { op: 'update', path, fields: { state: 'dismissed' } },
          auditWrite(entryId, null, actor, { act: 'dismissUnrouted', target: alias }, deps.now()),
        ],
        result: ok(undefined),
      };
    });
  };
