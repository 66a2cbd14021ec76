import { changeLink, createLink } from '@casillero/domain/api/links';
import type { LinkCode } from '@casillero/domain/link-code/link-code';
import { ok } from '@casillero/domain/result';
import type { ChangeLink, CreateLink, Link } from '../../usecases/links/change-link.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** Deep links (R55). */
export const serveLinks = (deps: { readonly create: CreateLink; readonly change: ChangeLink }): Served[] => [
  serve(createLink, async ({ params, body }, caller) => {
    const made = await deps.create(params.tenantId, body.label, actorOf(caller));
    return made.ok ? ok(view(made.value)) : made;
  }),
  serve(changeLink, async ({ params, body }, caller) => {
    const changed = await deps.change(params.tenantId, params.code as LinkCode, body, actorOf(caller));
    return changed.ok ? ok(view(changed.value)) : changed;
  }),
];

const view = ({ code, record: { text, label, isActive, urls } }: Link) => ({ code, text, label, isActive, urls });
