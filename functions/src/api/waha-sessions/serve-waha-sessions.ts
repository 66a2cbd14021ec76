import {
  actOnWahaSession,
  createWahaSession,
  getWahaQr,
  hookWahaSession,
  listWahaSessions,
} from '@casillero/domain/api/waha-sessions';
import { auditWrite } from '@casillero/domain/audit/audit-write';
import { ok, type Result } from '@casillero/domain/result';
import { SILENT_AFTER_HOURS } from '@casillero/domain/waha-session/session-alert';
import type { ActDeps } from '../../usecases/acts.ts';
import type { ReadDocuments } from '../../usecases/documents.ts';
import type { WahaFailureCode, WahaServer, WahaServerSession } from '../../usecases/waha-sessions/ports.ts';
import { makeNumberOfSession, withOurs } from '../../usecases/waha-sessions/watch-sessions.ts';
import { actorOf } from '../actor-of.ts';
import { type Caller, type Served, serve } from '../serve.ts';

/** Sessions of the WAHA server, for operators (R53). What they do is written down once the server did it (R73). */
export const serveWahaSessions = (
  deps: ActDeps & { readonly read: ReadDocuments; readonly server: WahaServer },
): Served[] => {
  const makeNumber = makeNumberOfSession(deps);
  const shown = async (session: WahaServerSession) => {
    const [view] = await withOurs(deps.read, [session], deps.now());
    if (view === undefined) throw new Error('one session in, one out');
    return ok(view);
  };
  const done = async (
    outcome: Result<WahaServerSession, WahaFailureCode>,
    act: string,
    caller: Caller,
    details: Record<string, string> = {},
  ) => {
    if (!outcome.ok) return outcome;
    const target = `waha:${outcome.value.name}`;
    const entry = auditWrite(deps.newId(), null, actorOf(caller), { act, target, details }, deps.now());
    await deps.transact(async () => ({ writes: [entry], result: undefined }));
    return shown(outcome.value);
  };
  return [
    serve(listWahaSessions, async () => {
      const found = await deps.server.list();
      if (!found.ok) return found;
      const sessions = await withOurs(deps.read, found.value, deps.now());
      return ok({ isUnofficial: true as const, silentAfterHours: SILENT_AFTER_HOURS, sessions });
    }),
    serve(createWahaSession, async ({ body: { name } }, caller) => {
      const made = await deps.server.create(name);
      if (made.ok) await makeNumber(made.value);
      return done(made, 'createWahaSession', caller);
    }),
    serve(getWahaQr, async ({ params: { name } }) => {
      const code = await deps.server.qrCode(name);
      return code.ok ? ok({ value: code.value }) : code;
    }),
    serve(actOnWahaSession, async ({ params: { name }, body: { action } }, caller) =>
      done(await deps.server.act(name, action), 'actOnWahaSession', caller, { action }),
    ),
    serve(hookWahaSession, async ({ params: { name } }, caller) => {
      const hooked = await deps.server.hook(name);
      if (hooked.ok) await makeNumber(hooked.value);
      return done(hooked, 'hookWahaSession', caller);
    }),
  ];
};
