import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { type RegistrationRecord, registrationRecord } from '@casillero/domain/records/registration-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ActDeps } from '../acts.ts';
import type { Transact } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

export type CancelRegistration = (
  tenantId: string,
  registrationId: string,
  actor: Actor,
) => Promise<Result<undefined, 'not-found' | 'not-waiting'>>;

/** Cancels a registration that still waits (R54): its code registers nobody any more. */
export const makeCancelRegistration =
  (deps: ActDeps): CancelRegistration =>
  (tenantId, registrationId, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<CancelRegistration>>>(async (read) => {
      const now = deps.now();
      const path = paths.registration(tenantId, registrationId);
      const [fields] = await read([path]);
      const record = parsed(registrationRecord, fields);
      if (record === null)
        return { writes: [], result: fail('not-found', 'There is no such registration.', 'Start a new one.') };
      if (record.state !== 'waiting' || record.expiresAt <= now)
        return { writes: [], result: fail('not-waiting', 'It does not wait any more.', 'Start a new one.') };
      return {
        writes: [
          ...ended(path, 'cancelled'),
          { op: 'update', path: paths.verification(plain(record)), fields: { state: 'cancelled' } },
          auditWrite(entryId, tenantId, actor, { act: 'cancelRegistration', target: registrationId }, now),
        ],
        result: ok(undefined),
      };
    });
  };

/** Registrations of all tenants that wait although their time is over; at most `limit`. */
export type FindOverdueRegistrations = (
  now: Date,
  limit: number,
) => Promise<readonly { readonly tenantId: string; readonly registrationId: string }[]>;

/** As many as one run of the sweep ends. */
const LIMIT = 200;

/**
 * Marks registrations as expired whose code nobody sent (R54). For the eye only: a code that is too late registers nobody,
 * whether this ran or not.
 */
export const makeExpireRegistrations =
  (deps: { transact: Transact; find: FindOverdueRegistrations; now: () => Date }): (() => Promise<number>) =>
  async () => {
    const found = await deps.find(deps.now(), LIMIT);
    const ends = await Promise.all(
      found.map(({ tenantId, registrationId }) =>
        deps.transact(async (read) => {
          const path = paths.registration(tenantId, registrationId);
          const [fields] = await read([path]);
          const record = parsed(registrationRecord, fields);
          const isOver = record !== null && record.state === 'waiting' && record.expiresAt <= deps.now();
          return { writes: isOver ? ended(path, 'expired') : [], result: isOver ? 1 : 0 };
        }),
      ),
    );
    return ends.reduce<number>((sum, each) => sum + each, 0);
  };

const ended = (path: string, state: 'cancelled' | 'expired'): DocumentWrite[] => [
  { op: 'update', path, fields: { state } },
];

const plain = ({ code }: RegistrationRecord): string => code.replaceAll('-', '');
