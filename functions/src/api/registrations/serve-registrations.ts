import { cancelRegistration, startRegistration } from '@casillero/domain/api/registrations';
import { ok } from '@casillero/domain/result';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { CancelRegistration } from '../../usecases/registrations/end-registration.ts';
import type { StartRegistration } from '../../usecases/registrations/start-registration.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** Registration of staff phones by proof (R54). */
export const serveRegistrations = (deps: {
  readonly start: StartRegistration;
  readonly cancel: CancelRegistration;
}): Served[] => [
  serve(startRegistration, async ({ params, body }, caller) => {
    const started = await deps.start(params.tenantId as TenantId, body, actorOf(caller));
    if (!started.ok) return started;
    const { id, record } = started.value;
    const { code, messageText, waLink, numberDisplay, expiresAt } = record;
    return ok({ id, code, messageText, waLink, numberDisplay, expiresAt: expiresAt.toISOString() });
  }),
  serve(cancelRegistration, ({ params }, caller) =>
    deps.cancel(params.tenantId, params.registrationId, actorOf(caller)),
  ),
];
