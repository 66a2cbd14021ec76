import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { changeState, undoChange } from '@casillero/domain/package/change-package';
import type { PackageState } from '@casillero/domain/package/package-state';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { type PackageRecord, packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { tellCustomer } from './tell-customer.ts';

/** What became of one package: its state afterwards, or why nothing changed. */
export type ChangeOutcome = {
  readonly packageId: string;
  readonly outcome: 'changed' | 'already-there' | 'not-found' | 'too-many-changes' | 'nothing-to-undo';
  readonly state: PackageState | null;
  readonly notification: NonNullable<PackageRecord['notification']>['outcome'] | null;
};

export type ChangeStates = (
  tenantId: string,
  packageIds: readonly string[],
  state: PackageState,
  by: string,
  /** undefined: as each package says */
  notifies: boolean | undefined,
) => Promise<readonly ChangeOutcome[]>;

export type UndoStates = (
  tenantId: string,
  packageIds: readonly string[],
  by: string,
) => Promise<readonly ChangeOutcome[]>;

type Deps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly now: () => Date;
  readonly publicBaseUrl: () => string | null;
};

/** Moves packages to a state, each in a transaction of its own, and tells their customers (R18). */
export const makeChangeStates =
  (deps: Deps): ChangeStates =>
  (tenantId, packageIds, state, by, notifies) =>
    eachOnce(deps, tenantId, packageIds, async (read, packageId, record) => {
      const now = deps.now();
      const changed = changeState(record, state, by, now);
      if (!changed.ok) return { kind: changed.failure.code };
      const next: PackageRecord = { ...record, ...changed.value, notification: null };
      if (!(notifies ?? record.notifies)) return { kind: 'changed', next, entry: null };
      const outboxId = `${tenantId}_${packageId}_state_${next.history.length}`;
      const told = await tellCustomer(read, tenantId, next, { outboxId, now, publicBaseUrl: deps.publicBaseUrl() });
      const notification = { state, outcome: told.outcome, outboxId: told.entry?.id ?? null, at: now };
      return { kind: 'changed', next: { ...next, notification }, entry: told.entry };
    });

/** Takes the last change of each package back; its message is not sent, if it has not left yet (R18). */
export const makeUndoStates =
  (deps: Deps): UndoStates =>
  (tenantId, packageIds, by) =>
    eachOnce(deps, tenantId, packageIds, async (read, _packageId, record) => {
      const now = deps.now();
      const undone = undoChange(record, by, now);
      if (!undone.ok) return { kind: undone.failure.code };
      const { notification } = record;
      const outboxId = notification?.outcome === 'queued' ? notification.outboxId : null;
      const [fields] = outboxId === null ? [null] : await read([paths.outboxEntry(outboxId)]);
      const entry = fields ? outboxRecord.parse(fields) : null;
      const next = { ...record, ...undone.value };
      if (notification === null || outboxId === null || entry?.state !== 'pending' || entry.attempts > 0)
        return { kind: 'changed', next, entry: null };
      const takenBack = { ...notification, outcome: 'taken-back', outboxId: null, at: now } as const;
      return {
        kind: 'changed',
        next: { ...next, notification: takenBack },
        entry: null,
        writes: [{ op: 'delete', path: paths.outboxEntry(outboxId) }],
      };
    });

type Step =
  | { readonly kind: Exclude<ChangeOutcome['outcome'], 'changed' | 'not-found'> }
  | {
      readonly kind: 'changed';
      readonly next: PackageRecord;
      /** the message to its customer */
      readonly entry: OutboxEntry | null;
      readonly writes?: readonly DocumentWrite[];
    };

async function eachOnce(
  deps: Deps,
  tenantId: string,
  packageIds: readonly string[],
  step: (read: ReadDocuments, packageId: string, record: PackageRecord) => Promise<Step>,
): Promise<readonly ChangeOutcome[]> {
  const outcomes: ChangeOutcome[] = [];
  for (const packageId of new Set(packageIds)) {
    const path = paths.package(tenantId, packageId);
    const { outcome, entry } = await deps.transact<{ outcome: ChangeOutcome; entry: OutboxEntry | null }>(
      async (read) => {
        const [fields] = await read([path]);
        if (!fields)
          return {
            writes: [],
            result: { outcome: { packageId, outcome: 'not-found', state: null, notification: null }, entry: null },
          };
        const record = packageRecord.parse(fields);
        const taken = await step(read, packageId, record);
        if (taken.kind !== 'changed')
          return {
            writes: [],
            result: {
              outcome: { packageId, outcome: taken.kind, state: record.state, notification: null },
              entry: null,
            },
          };
        const { next, entry, writes = [] } = taken;
        const message: DocumentWrite[] =
          entry === null ? [] : [{ op: 'set', path: paths.outboxEntry(entry.id), fields: entry.record }];
        return {
          writes: [{ op: 'set', path, fields: next }, ...message, ...writes],
          result: {
            outcome: {
              packageId,
              outcome: 'changed',
              state: next.state,
              notification: next.notification?.outcome ?? null,
            },
            entry,
          },
        };
      },
    );
    if (entry !== null) await deps.enqueue([entry]);
    outcomes.push(outcome);
  }
  return outcomes;
}
