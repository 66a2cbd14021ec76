import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { wahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import type { Transact } from '../documents.ts';

/** @param phone canonical phone of the paired account, or null  @param at when it came to be so, by the server's clock */
export type RecordWahaSession = (told: {
  readonly session: string;
  readonly status: string;
  readonly phone: string | null;
  readonly at: Date;
}) => Promise<void>;

/** Records a session's state, and with it whether its receiving number is on line (R53). Repetitions, and retries of what was before, change nothing. */
export const makeRecordWahaSession =
  (deps: { transact: Transact }): RecordWahaSession =>
  ({ session, status, phone, at }) =>
    deps.transact(async (read) => {
      const [sessionPath, numberPath] = [paths.wahaSession(session), paths.number(receivingNumber('waha', session))];
      const [sessionFields, numberFields] = await read([sessionPath, numberPath]);
      const known = wahaSessionRecord.parse(sessionFields ?? {});
      if (known.statusAt !== null && known.statusAt > at) return { writes: [], result: undefined };
      const number = numberFields ? numberRecord.parse(numberFields) : null;
      const isWorking = status === 'WORKING';
      const state = {
        status: isWorking ? 'online' : 'offline',
        senderState: isWorking ? 'online' : 'offline',
      } as const;
      const paired = phone === null ? {} : { phone, display: displayPhone(phone) };
      const isChanged =
        number !== null && (number.status !== state.status || (phone !== null && number.phone !== phone));
      const writes: DocumentWrite[] = [
        ...(known.status === status && known.statusAt?.getTime() === at.getTime()
          ? []
          : [{ op: 'set', path: sessionPath, fields: { ...known, status, statusAt: at } } as const]),
        ...(isChanged
          ? [
              {
                op: 'update',
                path: numberPath,
                fields: { ...state, ...paired, senderReason: isWorking ? null : status },
              } as const,
            ]
          : []),
      ];
      return { writes, result: undefined };
    });

/** Notes that a message came to a session. */
export const makeNoteWahaMessage =
  (deps: { transact: Transact; now: () => Date }) =>
  (session: string): Promise<void> =>
    deps.transact(async () => ({
      writes: [{ op: 'upsert', path: paths.wahaSession(session), fields: { lastMessageAt: deps.now() } }],
      result: undefined,
    }));
