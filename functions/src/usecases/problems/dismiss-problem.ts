import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { senderConflictRecord } from '@casillero/domain/records/routing-records';
import { refusedEventsRecord, unprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ActDeps } from '../acts.ts';

export type ProblemSource = 'work' | 'unprocessed' | 'refused' | 'conflict';

export type DismissProblem = (
  source: ProblemSource,
  id: string,
  actor: Actor,
) => Promise<Result<null, 'not-found' | 'already-settled'>>;

/** A dismissed entry is kept as long as a finished one. */
const DISMISSED_KEPT_MS = 30 * 86_400_000;

type Dismissal = {
  readonly write: DocumentWrite;
  readonly tenantId: string | null;
  readonly details: Readonly<Record<string, string | null | undefined>>;
};

/**
 * Takes a problem off the operators' list, since nothing is to be done about it. Work and kept payloads stay for a while; of counts of
 * refused events and of conflicts of senders the audit entry keeps what they said.
 */
export const makeDismissProblem =
  (deps: ActDeps): DismissProblem =>
  async (source, id, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<DismissProblem>>>(async (read) => {
      const path = pathOf(source, id);
      const [fields] = await read([path]);
      if (!fields)
        return { writes: [], result: fail('not-found', 'It is not there any more.', 'Open the list again.') };
      const now = deps.now();
      const dismissal = dismissalOf(source, path, fields, now);
      if (dismissal === null)
        return { writes: [], result: fail('already-settled', 'It is settled already.', 'Nothing to do.') };
      const { write, tenantId, details } = dismissal;
      const act = { act: 'dismissProblem', target: path, details };
      return { writes: [write, auditWrite(entryId, tenantId, actor, act, now)], result: ok(null) };
    });
  };

function pathOf(source: ProblemSource, id: string): string {
  switch (source) {
    case 'work':
      return paths.outboxEntry(id);
    case 'unprocessed':
      return paths.unprocessed(id);
    case 'refused':
      return paths.refusedEventsOf(id);
    case 'conflict':
      return paths.senderConflict(id);
  }
}

/** null: it is no problem any more. */
function dismissalOf(source: ProblemSource, path: string, fields: Fields, now: Date): Dismissal | null {
  switch (source) {
    case 'work': {
      const { state, kind, tenantId, reason } = outboxRecord.parse(fields);
      const expireAt = new Date(now.getTime() + DISMISSED_KEPT_MS);
      return state !== 'dead'
        ? null
        : {
            write: { op: 'update', path, fields: { state: 'dismissed', expireAt } },
            tenantId,
            details: { kind, reason: reason?.message },
          };
    }
    case 'unprocessed': {
      const { state, provider, reason } = unprocessedRecord.parse(fields);
      return state !== 'open'
        ? null
        : {
            write: { op: 'update', path, fields: { state: 'dismissed' } },
            tenantId: null,
            details: { provider, reason: reason.message },
          };
    }
    case 'refused': {
      const { accountId, day, count, lastNumber } = refusedEventsRecord.parse(fields);
      return {
        write: { op: 'delete', path },
        tenantId: null,
        details: { accountId, day, count: String(count), lastNumber },
      };
    }
    case 'conflict': {
      const { aliases, kept, dropped, why } = senderConflictRecord.parse(fields);
      const about = { aliases: aliases.join(', '), kept: JSON.stringify(kept), dropped: JSON.stringify(dropped), why };
      return { write: { op: 'delete', path }, tenantId: null, details: about };
    }
  }
}
