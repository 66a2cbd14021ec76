import { assignNumber, tenantsConcerned, UNASSIGNED } from '@casillero/domain/number/assign-number';
import { newEntry, type OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { provisionId } from '@casillero/domain/outbox/outbox-id';
import { type NextPurchase, nextPurchase, type StepOutcome } from '@casillero/domain/purchase/next-purchase';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { ProvisionEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { type PurchaseRecord, purchaseRecord } from '@casillero/domain/records/purchase-record';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { NumberAccount } from '../numbers/ports.ts';
import { type Conclude, type Consequence, nothingFollows, type Worker } from '../work-off/work-off.ts';
import { provisionStep } from './provision-step.ts';

/**
 * Works off one step of a purchase or release (R52): acts at the provider, then records in one transaction what it came
 * to, what the number's document says of it, and the entry for the next step. An entry whose purchase has moved on does
 * nothing.
 */
export const workOffPurchase = (deps: {
  transact: Transact;
  account: () => NumberAccount;
  now: () => Date;
}): Worker<ProvisionEntry> => ({
  act: async (entry) => {
    const purchase = await deps.transact(async (read) => ({
      writes: [],
      result: await current(read, entry),
    }));
    if (purchase === null) return { kind: 'done', conclude: nothingFollows };
    const step = await provisionStep(deps.account(), entry.purchaseId, purchase, deps.now);
    if (step.kind === 'again')
      return { kind: 'retry', reason: { code: step.failure.code, message: step.failure.message } };
    return { kind: 'done', conclude: conclude(deps, entry, step.outcome) };
  },
  giveUp: (entry, _id, { message }) =>
    conclude(deps, entry, {
      kind: 'failed',
      code: 'no-answer',
      message,
      hint: 'Resume: what was bought or made already is found, and not paid again.',
    }),
});

/** The purchase as long as the entry is for its present version. */
async function current(read: ReadDocuments, entry: ProvisionEntry): Promise<PurchaseRecord | null> {
  const [fields] = await read([paths.purchase(entry.purchaseId)]);
  const purchase = fields ? purchaseRecord.parse(fields) : null;
  return purchase?.version === entry.version ? purchase : null;
}

const conclude =
  (deps: { now: () => Date }, entry: ProvisionEntry, outcome: StepOutcome): Conclude =>
  async (read) => {
    const before = await current(read, entry);
    if (before === null) return { writes: [], outbox: [] };
    const now = deps.now();
    const next = nextPurchase(before, outcome, now);
    const number = receivingNumber('twilio', before.phone);
    const [fields] = await read([paths.number(number)]);
    const record = fields ? numberRecord.parse(fields) : null;
    const isHolder = record?.purchaseId === entry.purchaseId;
    const writes = record === null || !isHolder ? [] : await numberWrites(read, record, next.purchase, now);
    return recorded(entry.purchaseId, next, writes, now);
  };

/** A purchase's new state, what else it changes, and the entry for its next step. */
export function recorded(
  purchaseId: string,
  { purchase, dueAt }: NextPurchase,
  others: readonly DocumentWrite[],
  now: Date,
): Consequence {
  const outbox: OutboxEntry[] =
    dueAt === null
      ? []
      : [
          newEntry(
            provisionId(purchaseId, purchase.version),
            { kind: 'provision', tenantId: purchase.tenantId, purchaseId, version: purchase.version },
            now,
            dueAt,
          ),
        ];
  return { writes: [{ op: 'set', path: paths.purchase(purchaseId), fields: purchase }, ...others], outbox };
}

/** What a number's document says as its purchase goes on; it is assigned once it is online, and gone once it is given back. */
async function numberWrites(
  read: ReadDocuments,
  before: NumberRecord,
  purchase: PurchaseRecord,
  now: Date,
): Promise<DocumentWrite[]> {
  const number = receivingNumber('twilio', purchase.phone);
  const path = paths.number(number);
  const known = { phoneNumberSid: purchase.phoneNumberSid, senderSid: purchase.senderSid };
  const update = (fields: Partial<NumberRecord>): DocumentWrite => ({ op: 'update', path, fields });
  switch (purchase.state) {
    case 'buying':
    case 'bought':
    case 'registering':
      return [update(known)];
    case 'pending-verification':
      return [update({ ...known, senderState: 'pending-verification', senderReason: null })];
    case 'failed': {
      const isSender = purchase.senderSid !== null;
      return [
        update({
          ...known,
          senderReason: purchase.failure?.message ?? null,
          ...(isSender ? { senderState: 'offline' } : {}),
        }),
      ];
    }
    case 'online': {
      const online = {
        ...known,
        status: 'online',
        senderState: 'online',
        senderReason: null,
        lastCheckedAt: now,
      } as const;
      return [update(online), ...(await assignmentWrites(read, { ...before, ...online }, purchase, now))];
    }
    case 'undoing':
      return [update({ status: 'offline' })];
    case 'undone': {
      const released = await unassignment(read, before, purchase, now);
      if (!purchase.wasOwned || purchase.givesBack) return [...released, { op: 'delete', path }];
      const left = { ...known, purchaseId: null, status: 'offline', senderState: 'none', senderReason: null } as const;
      return [...released, update({ ...left, mode: 'dedicated', tenantIds: [] })];
    }
    default:
      return purchase.state satisfies never;
  }
}

/**
 * Assigns it as the buyer said, unless an operator assigned it meanwhile. An importer that is gone by then leaves it unassigned:
 * operators see it.
 */
async function assignmentWrites(
  read: ReadDocuments,
  record: NumberRecord,
  { mode, tenantId, requestedBy, phone }: PurchaseRecord,
  now: Date,
): Promise<readonly DocumentWrite[]> {
  if (mode === 'dedicated' && tenantId === null) return [];
  if (record.mode === 'shared' || record.tenantIds.length > 0) return [];
  const wanted =
    mode === 'shared'
      ? ({ mode } as const)
      : ({ mode, tenantIds: tenantId === null ? [] : [tenantId], shareDeliberately: false } as const);
  const tenants = await readTenants(read, tenantsConcerned(record, wanted));
  const decided = assignNumber(receivingNumber('twilio', phone), record, wanted, tenants, requestedBy.uid, now);
  return decided.ok ? decided.value.writes : [];
}

/** What tenants that had the number lose; the number's own document is written by the caller. */
async function unassignment(
  read: ReadDocuments,
  record: NumberRecord,
  { phone, requestedBy }: PurchaseRecord,
  now: Date,
): Promise<DocumentWrite[]> {
  const number = receivingNumber('twilio', phone);
  const tenants = await readTenants(read, tenantsConcerned(record, UNASSIGNED));
  const decided = assignNumber(number, record, UNASSIGNED, tenants, requestedBy.uid, now);
  return decided.ok ? decided.value.writes.filter((write) => write.path !== paths.number(number)) : [];
}

/** Tenants by id; null for those that do not exist. */
export async function readTenants(read: ReadDocuments, ids: readonly string[]) {
  const found = await read(ids.map((id) => paths.tenant(id)));
  return new Map(
    ids.map((id, i) => {
      const fields = found[i];
      return [id, fields ? tenantRecord.parse(fields) : null] as const;
    }),
  );
}
