import { WAHA_STATUSES, type WahaSession } from '@casillero/domain/api/waha-sessions';
import { type ReceivingNumber, receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { wahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import { sessionAlert } from '@casillero/domain/waha-session/session-alert';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { WahaServerSession } from './ports.ts';

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
      alert: sessionAlert(session, known.lastMessageAt ?? known.statusAt, now),
    };
  });
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
