import {
  lookUpSender,
  moveSender,
  tenantOfSender,
  unbindOwnContact,
  unbindSender,
} from '@casillero/domain/api/senders';
import { ok } from '@casillero/domain/result';
import { phoneOfAlias, type SenderAlias, type SenderId } from '@casillero/domain/sender/alias';
import { isStaff } from '@casillero/domain/sender/known-sender';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments } from '../../usecases/documents.ts';
import type { MoveSender, UnbindOwnContact, UnbindSender } from '../../usecases/senders/change-binding.ts';
import type { LookUpSender, SenderSeen } from '../../usecases/senders/look-up-sender.ts';
import { noSuchSender, readKnownSender } from '../../usecases/senders/read-known-sender.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** Whose a sender is (R56). */
export const serveSenders = (deps: {
  readonly read: ReadDocuments;
  readonly lookUp: LookUpSender;
  readonly unbind: UnbindSender;
  readonly unbindOwn: UnbindOwnContact;
  readonly move: MoveSender;
}): Served[] => [
  serve(lookUpSender, async ({ query }) => {
    const found = await deps.lookUp(query.sender);
    return found.ok ? ok(view(found.value)) : found;
  }),
  serve(tenantOfSender, async ({ params }) => {
    const sender = await readKnownSender(deps.read, params.alias as SenderAlias);
    if (sender === null) return noSuchSender();
    if (isStaff(sender)) return ok({ tenantId: sender.staff?.tenantId ?? null, as: 'intake' as const });
    const tenantId = sender.binding?.tenantId ?? null;
    return ok({ tenantId, as: tenantId === null ? null : ('contact' as const) });
  }),
  serve(unbindSender, ({ params }, caller) => deps.unbind(params.alias as SenderAlias, actorOf(caller))),
  serve(moveSender, ({ params, body }, caller) =>
    deps.move(params.alias as SenderAlias, body.tenantId as TenantId, actorOf(caller)),
  ),
  serve(unbindOwnContact, ({ params }, caller) =>
    deps.unbindOwn(params.tenantId as TenantId, params.senderId as SenderId, actorOf(caller)),
  ),
];

const view = ({ sender, staff, binding, conversations, isUnrouted }: SenderSeen) => ({
  senderId: sender.senderId,
  aliases: [...sender.aliases],
  phone: sender.aliases.map(phoneOfAlias).find((phone) => phone !== null) ?? null,
  staffOf: staff && { ...inWords(staff), isProven: staff.isProven },
  boundTo: binding && inWords(binding),
  conversations: conversations.map((each) => ({ ...each, lastMessageAt: each.lastMessageAt.toISOString() })),
  isUnrouted,
});

const inWords = ({ tenantId, name, since, via }: NonNullable<SenderSeen['binding']>) => ({
  tenantId,
  name,
  since: since.toISOString(),
  via,
});
