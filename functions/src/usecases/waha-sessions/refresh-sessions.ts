import { paths } from '@casillero/domain/records/paths';
import { wahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import type { Failure } from '@casillero/domain/result';
import { type SessionAlert, sessionAlert } from '@casillero/domain/waha-session/session-alert';
import type { ReadDocuments } from '../documents.ts';
import type { WahaServer } from './ports.ts';
import type { RecordWahaSession } from './record-session.ts';

/** What a session that its server does not have any more is recorded as; no word of WAHA's. */
const GONE = 'GONE';

export type RefreshedSessions = {
  /** sessions that a person should look at (R53) */
  readonly alerts: readonly { readonly session: string; readonly alert: SessionAlert }[];
  /** why the server could not be asked; null: it answered */
  readonly failure: Failure | null;
};

/**
 * Asks the WAHA server how its sessions are (R53), for the events that never came: a change is recorded as if it had been told, and one
 * that the server has no more is off line.
 * @param known names of the sessions that were ever recorded
 */
export const makeRefreshSessions =
  (deps: {
    server: Pick<WahaServer, 'list'>;
    known: () => Promise<readonly string[]>;
    read: ReadDocuments;
    record: RecordWahaSession;
    now: () => Date;
  }) =>
  async (): Promise<RefreshedSessions> => {
    const listed = await deps.server.list();
    if (!listed.ok) return { alerts: [], failure: listed.failure };
    const now = deps.now();
    const there = new Map(listed.value.map((session) => [session.name, session]));
    const names = [...new Set([...there.keys(), ...(await deps.known())])];
    const found = await deps.read(names.map(paths.wahaSession));
    const alerts: { session: string; alert: SessionAlert }[] = [];
    for (const [i, name] of names.entries()) {
      const record = wahaSessionRecord.parse(found[i] ?? {});
      const session = there.get(name);
      const status = session?.status ?? GONE;
      if (record.status !== status)
        await deps.record({ session: name, status, phone: session?.phone ?? null, at: now });
      const lastAt = record.lastMessageAt ?? (record.status === status ? record.statusAt : now);
      const alert = session === undefined ? null : sessionAlert(session, lastAt, now);
      if (alert !== null) alerts.push({ session: name, alert });
    }
    return { alerts, failure: null };
  };
