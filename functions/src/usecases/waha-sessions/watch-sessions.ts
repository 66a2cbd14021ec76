import { WAHA_STATUSES, type WahaSession } from '@casillero/domain/api/waha-sessions';
import { type ReceivingNumber, receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { wahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { WahaServerSession } from './ports.ts';

/** A working session that told of no message for so long may have stopped telling: WAHA has been seen doing so. */
export const SILENT_AFTER_HOURS = 12;
const SILENT_AFTER_MS = SILENT_AFTER_HOURS * 3_600_000;

const keyOf = (name: string): ReceivingNumber => receivingNumber('waha', name);

/** Sessions as operators see them: what the server says, with our receiving numbers and the last messages (R53). */
export async function withOurs(
  read: ReadDocuments,
  sessions: readonly WahaServerSession[],
  now: Date,
): Promise<WahaSession[]> {
  const found = await read(sessions.flatMap(({ name }) => [paths.wahaSession(name), paths.number(keyOf(name))]));
  return sessions.map((session, i) => {
    const known = wahaSessionRecord.parse(found[2 * i] ?? {});
    const numberFields = found[2 * i + 1];
    const number = numberFields ? numberRecord.parse(numberFields) : null;
    const { name, phone, pushName, engine, isHooked } = session;
    return {
      name,
      status: WAHA_STATUSES.find((each) => each === session.status) ?? 'UNKNOWN',
      phone,
      pushName,
      engine,
      number: number === null ? null : keyOf(name),
      tenantIds: number?.tenantIds ?? [],
      isHooked,
      lastMessageAt: known.lastMessageAt?.toISOString() ?? null,
      alert: alertOf(session, known.lastMessageAt ?? known.statusAt, now),
    };
  });
}

/** What a person should look at, the worst first. @param lastAt of the last message, or since when it works */
export function alertOf(session: WahaServerSession, lastAt: Date | null, now: Date): WahaSession['alert'] {
  if (session.status === 'FAILED') return 'failed';
  if (session.status === 'STOPPED') return 'stopped';
  if (/^(SCAN_QR_CODE|PASSKEY)/.test(session.status)) return 'unpaired';
  if (!session.isHooked) return 'unhooked';
  const isSilent =
    session.status === 'WORKING' && lastAt !== null && now.getTime() - lastAt.getTime() >= SILENT_AFTER_MS;
  return isSilent ? 'silent' : null;
}

/** Makes the receiving number of a session, assigned to nobody, unless there is one. */
export const makeNumberOfSession =
  (deps: { transact: Transact; now: () => Date }) =>
  ({ name, status, phone, pushName }: WahaServerSession): Promise<void> =>
    deps.transact(async (read) => {
      const path = paths.number(keyOf(name));
      const [fields] = await read([path]);
      if (fields) return { writes: [], result: undefined };
      const isWorking = status === 'WORKING';
      const record = numberRecord.parse({
        provider: 'waha',
        mode: 'dedicated',
        tenantIds: [],
        display: phone === null ? name : displayPhone(phone),
        verifiedName: pushName ?? name,
        phone,
        status: isWorking ? 'online' : 'offline',
        senderState: isWorking ? 'online' : 'offline',
        createdAt: deps.now(),
      });
      return { writes: [{ op: 'create', path, fields: record }], result: undefined };
    });
