import { changePhone, removePhone } from '@casillero/domain/api/phones';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import type { ChangePhone, RemovePhone } from '../../usecases/phones/change-phone.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** Registered staff phones (R54). */
export const servePhones = (deps: { readonly change: ChangePhone; readonly remove: RemovePhone }): Served[] => [
  serve(changePhone, ({ params, body }, caller) =>
    deps.change(params.tenantId, params.alias as SenderAlias, body, actorOf(caller)),
  ),
  serve(removePhone, ({ params }, caller) =>
    deps.remove(params.tenantId, params.alias as SenderAlias, actorOf(caller)),
  ),
];
