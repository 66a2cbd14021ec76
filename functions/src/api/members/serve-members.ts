import { changeMember, removeMember } from '@casillero/domain/api/members';
import { ok } from '@casillero/domain/result';
import type { ChangeMember } from '../../usecases/members/change-member.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** An importer's people: their roles, changed at once (R71). */
export const serveMembers = (deps: { readonly change: ChangeMember }): Served[] => [
  serve(changeMember, async ({ params, body: { role } }, caller) => {
    const changed = await deps.change(params, role, actorOf(caller));
    return changed.ok ? ok({ uid: params.uid, role }) : changed;
  }),
  serve(removeMember, async ({ params }, caller) => {
    const changed = await deps.change(params, null, actorOf(caller));
    return changed.ok ? ok(undefined) : changed;
  }),
];
