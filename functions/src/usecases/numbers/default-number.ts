import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';

/** Chooses the number that messages leave from whose tenant has none (R50), or none. It is a shared one. */
export const makePutDefaultNumber =
  (deps: { transact: Transact; newId: () => string; now: () => Date }) =>
  (number: ReceivingNumber | null, actor: Actor): Promise<Result<null, 'not-found' | 'not-shared'>> => {
    const entryId = deps.newId();
    return deps.transact<Result<null, 'not-found' | 'not-shared'>>(async (read) => {
      const [fields] = number === null ? [null] : await read([paths.number(number)]);
      if (number !== null && !fields)
        return { writes: [], result: fail('not-found', 'There is no such number.', 'Open the list of numbers again.') };
      if (fields && numberRecord.parse(fields).mode !== 'shared')
        return { writes: [], result: fail('not-shared', 'This number is not shared.', 'Make it shared first.') };
      const now = deps.now();
      return {
        writes: [
          { op: 'set', path: paths.defaultNumber(), fields: { number, setAt: now, setBy: actor.uid } },
          auditWrite(entryId, null, actor, { act: 'putDefaultNumber', target: number ?? '-' }, now),
        ],
        result: ok(null),
      };
    });
  };
