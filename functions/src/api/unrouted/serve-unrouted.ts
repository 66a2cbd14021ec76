import { assignUnrouted, dismissUnrouted } from '@casillero/domain/api/unrouted';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { AssignUnrouted, DismissUnrouted } from '../../usecases/unrouted/settle-unrouted.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** The operators' list of senders whom nobody owns (R1.5, R56). */
export const serveUnrouted = (deps: {
  readonly assign: AssignUnrouted;
  readonly dismiss: DismissUnrouted;
}): Served[] => [
  serve(assignUnrouted, ({ params, body }, caller) =>
    deps.assign(params.alias as SenderAlias, body.tenantId as TenantId, actorOf(caller)),
  ),
  serve(dismissUnrouted, ({ params }, caller) => deps.dismiss(params.alias as SenderAlias, actorOf(caller))),
];
