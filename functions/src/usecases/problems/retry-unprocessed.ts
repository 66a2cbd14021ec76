import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { paths } from '@casillero/domain/records/paths';
import { type UnprocessedRecord, unprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ActDeps } from '../acts.ts';
import type { ReadAgain, TakeEventsKeeping } from './ports.ts';

export type RetryFailure = 'not-found' | 'already-settled' | 'not-taken-in' | 'try-later' | 'resume-purchase';

/** Tries one problem again; ok: it took effect, or is on its way. */
export type RetryProblem = (id: string, actor: Actor) => Promise<Result<null, RetryFailure>>;

/**
 * Takes what was kept through the same door again (R91): read anew, then through the same transactions, where the inbox makes sure
 * that nothing counts twice. It leaves the list only once all of it took effect; else the list says why not.
 */
export const makeRetryUnprocessed =
  (deps: ActDeps & { readonly readAgain: ReadAgain; readonly takeEventsKeeping: TakeEventsKeeping }): RetryProblem =>
  async (id, actor) => {
    const path = paths.unprocessed(id);
    const entryId = deps.newId();
    const record = await deps.transact(async (read) => {
      const [fields] = await read([path]);
      return { writes: [], result: fields ? unprocessedRecord.parse(fields) : null };
    });
    if (record === null) return fail('not-found', 'It is not there any more.', 'Open the list again.');
    if (record.state !== 'open') return fail('already-settled', 'It is settled already.', 'Nothing to do.');

    const outcome = await tryOnce(deps, record);
    if (outcome === 'outage') return fail('try-later', 'The database is not there just now.', 'Try again in a moment.');
    await deps.transact(async (read) => {
      const [fields] = await read([path]);
      const before = fields ? unprocessedRecord.parse(fields) : null;
      if (before === null) return { writes: [], result: null };
      const at = deps.now();
      const change: Partial<UnprocessedRecord> = {
        attempts: before.attempts + 1,
        lastTriedAt: at,
        ...(outcome === null ? { state: 'taken-in' } : { reason: outcome }),
      };
      const details = { provider: record.provider, outcome: outcome === null ? 'taken-in' : outcome.message };
      const act = { act: 'retryProblem', target: path, details };
      return {
        writes: [{ op: 'update', path, fields: change }, auditWrite(entryId, null, actor, act, at)],
        result: null,
      };
    });
    return outcome === null
      ? ok(null)
      : fail('not-taken-in', outcome.message, 'It stays on the list; dismiss it if nothing is to be done.');
  };

/** null: all of it took effect. */
async function tryOnce(
  deps: { readonly readAgain: ReadAgain; readonly takeEventsKeeping: TakeEventsKeeping },
  record: UnprocessedRecord,
): Promise<{ readonly code: string; readonly message: string } | 'outage' | null> {
  const again = await deps.readAgain(record);
  if (again.kind === 'nothing') return { code: 'nothing-in-it', message: again.why };
  const refusals: { readonly code: string; readonly message: string }[] = [];
  const takeEvents = deps.takeEventsKeeping(async (_source, reason) => {
    refusals.push(reason);
  });
  const taken = await takeEvents(again.events, { provider: record.provider, accountId: record.accountId });
  if (!taken.isComplete) return 'outage';
  return refusals[0] ?? null;
}
