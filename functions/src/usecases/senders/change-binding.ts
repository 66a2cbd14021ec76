import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { unroutedRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderAlias, SenderId } from '@casillero/domain/sender/alias';
import { type KnownSender, newSender, senderWrites } from '@casillero/domain/sender/known-sender';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ActDeps } from '../acts.ts';
import type { ReadDocuments } from '../documents.ts';
import { newSenderId } from '../receive-message/message-id.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { noSuchSender, readKnownSender } from './read-known-sender.ts';

const notBound = () => fail('not-bound', 'This sender is nobody’s contact.', 'Look the sender up again.');

export type UnbindSender = (alias: SenderAlias, actor: Actor) => Promise<Result<undefined, 'not-found' | 'not-bound'>>;

/** Removes a binding, whoever's it is; only people do (R56). What was written stays with its tenant. */
export const makeUnbindSender =
  (deps: ActDeps): UnbindSender =>
  (alias, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<UnbindSender>>>(async (read) => {
      const sender = await readKnownSender(read, alias);
      if (sender === null) return { writes: [], result: noSuchSender() };
      if (sender.binding === null) return { writes: [], result: notBound() };
      const { tenantId } = sender.binding;
      return {
        writes: [
          ...senderWrites({ ...sender, binding: null }),
          auditWrite(entryId, tenantId, actor, { act: 'unbindSender', target: alias }, deps.now()),
        ],
        result: ok(undefined),
      };
    });
  };

export type UnbindOwnContact = (
  tenantId: TenantId,
  senderId: SenderId,
  actor: Actor,
) => Promise<Result<undefined, 'not-found' | 'not-bound'>>;

/** A tenant's admin removes the binding of an own contact. One who is another tenant's by now is not told of. */
export const makeUnbindOwnContact =
  (deps: ActDeps): UnbindOwnContact =>
  (tenantId, senderId, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<UnbindOwnContact>>>(async (read) => {
      const [fields] = await read([paths.conversation(tenantId, senderId)]);
      const conversation = parsed(conversationRecord, fields);
      if (conversation === null)
        return { writes: [], result: fail('not-found', 'There is no such contact.', 'Open the list again.') };
      const sender = await readKnownSender(read, conversation.alias as SenderAlias);
      if (sender === null || sender.senderId !== senderId || sender.binding?.tenantId !== tenantId)
        return { writes: [], result: fail('not-bound', 'This contact is not bound to you.', 'Open the list again.') };
      return {
        writes: [
          ...senderWrites({ ...sender, binding: null }),
          auditWrite(entryId, tenantId, actor, { act: 'unbindOwnContact', target: senderId }, deps.now()),
        ],
        result: ok(undefined),
      };
    });
  };

export type MoveSender = (
  alias: SenderAlias,
  tenantId: TenantId,
  actor: Actor,
) => Promise<Result<undefined, 'not-found' | 'tenant-not-found' | 'tenant-suspended' | 'already-there'>>;

/**
 * Binds a sender to another tenant (R56). Nothing of what was written to the earlier one goes along: it is theirs. Both
 * tenants' audit says so, each without naming the other.
 */
export const makeMoveSender =
  (deps: ActDeps): MoveSender =>
  (alias, tenantId, actor) => {
    const [entryId, otherEntryId] = [deps.newId(), deps.newId()];
    return deps.transact<Awaited<ReturnType<MoveSender>>>(async (read) => {
      const now = deps.now();
      const [tenantFields] = await read([paths.tenant(tenantId)]);
      const sender = (await readKnownSender(read, alias)) ?? (await whoOnlyWrote(read, alias, now));
      if (sender === null) return { writes: [], result: noSuchSender() };
      const tenant = parsed(tenantRecord, tenantFields);
      if (tenant === null)
        return {
          writes: [],
          result: fail('tenant-not-found', 'There is no such importer.', 'Choose one of the list.'),
        };
      if (tenant.status === 'suspended')
        return { writes: [], result: fail('tenant-suspended', 'That importer is suspended.', 'Choose another one.') };
      const before = sender.binding?.tenantId ?? null;
      if (before === tenantId)
        return {
          writes: [],
          result: fail('already-there', 'The sender is with that importer already.', 'Nothing to do.'),
        };
      const act = (details: Record<string, string>) => ({ act: 'moveSender', target: alias, details });
      return {
        writes: [
          ...senderWrites({ ...sender, binding: { tenantId, since: now, via: 'operator' } }),
          auditWrite(entryId, tenantId, actor, act({ moved: 'here' }), now),
          ...(before === null ? [] : [auditWrite(otherEntryId, before, actor, act({ moved: 'away' }), now)]),
        ],
        result: ok(undefined),
      };
    });
  };

/** Somebody of the unrouted list, whom nothing ties to anybody yet; null: never heard of. */
async function whoOnlyWrote(read: ReadDocuments, alias: SenderAlias, now: Date): Promise<KnownSender | null> {
  const [fields] = await read([paths.unrouted(alias)]);
  return parsed(unroutedRecord, fields) && newSender(newSenderId(alias), [alias], 'operator', now);
}
