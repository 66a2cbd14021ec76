import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { OutboxEntry } from '@casillero/domain/outbox/new-entry';
import { provisionId } from '@casillero/domain/outbox/outbox-id';
import { type NextPurchase, resumed, undoing, withCode } from '@casillero/domain/purchase/next-purchase';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { outboxRecord } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { type PurchaseRecord, purchaseRecord } from '@casillero/domain/records/purchase-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ReadDocuments, Transact } from '../documents.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { recorded } from './work-off-purchase.ts';

export type Purchase = { readonly id: string; readonly record: PurchaseRecord };

export type PurchaseDeps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly newId: () => string;
  readonly now: () => Date;
};

/** What a transaction about a purchase decided: the answer, and all that is written if it is a success. */
export type PurchaseDecision<Code extends string> =
  | { readonly ok: false; readonly failure: { readonly code: Code; readonly message: string; readonly hint: string } }
  | { readonly ok: true; readonly id: string; readonly next: NextPurchase; readonly writes: readonly DocumentWrite[] };

/** Commits a decision about a purchase with the entry of its next step, then enqueues that. */
export async function decidePurchase<Code extends string>(
  deps: PurchaseDeps,
  decide: (read: Parameters<Parameters<Transact>[0]>[0], now: Date) => Promise<PurchaseDecision<Code>>,
): Promise<Result<Purchase, Code>> {
  const { answer, due } = await deps.transact<{ answer: Result<Purchase, Code>; due: readonly OutboxEntry[] }>(
    async (read) => {
      const now = deps.now();
      const decided = await decide(read, now);
      if (!decided.ok) return { writes: [], result: { answer: decided, due: [] } };
      const { writes, outbox } = recorded(decided.id, decided.next, decided.writes, now);
      return {
        writes: [
          ...writes,
          ...outbox.map(
            ({ id, record }): DocumentWrite => ({ op: 'set', path: paths.outboxEntry(id), fields: record }),
          ),
        ],
        result: { answer: ok({ id: decided.id, record: decided.next.purchase }), due: outbox },
      };
    },
  );
  await deps.enqueue(due);
  return answer;
}

type ActFailure = 'not-found' | 'nothing-to-resume' | 'nothing-to-undo' | 'nothing-to-verify';
export type ActOnPurchase = (purchaseId: string, actor: Actor) => Promise<Result<Purchase, ActFailure>>;

/** Resumes what failed: every step looks for what was done already. */
export const makeResumePurchase =
  (deps: PurchaseDeps): ActOnPurchase =>
  (purchaseId, actor) =>
    act(deps, purchaseId, actor, 'resumePurchase', resumed, () =>
      fail('nothing-to-resume', 'Nothing has failed on this purchase.', 'Reload the page to see its state.'),
    );

/** Undoes a purchase: the sender is deleted, and the number given back if this purchase bought it. */
export const makeUndoPurchase =
  (deps: PurchaseDeps): ActOnPurchase =>
  (purchaseId, actor) =>
    act(
      deps,
      purchaseId,
      actor,
      'undoPurchase',
      (purchase, now) => undoing(purchase, false, now),
      () =>
        fail(
          'nothing-to-undo',
          'It is at work, on line, or undone already.',
          'Wait for its step to end; release a number that is on line.',
        ),
    );

/** Hands over the code that WhatsApp sent to the number. */
export const makeVerifyPurchase =
  (deps: PurchaseDeps) =>
  (purchaseId: string, code: string, actor: Actor): Promise<Result<Purchase, ActFailure>> =>
    act(
      deps,
      purchaseId,
      actor,
      'verifyPurchase',
      (purchase, now) => withCode(purchase, code, now),
      () => fail('nothing-to-verify', 'No sender of this purchase waits for a code.', 'Reload the page.'),
    );

const act = (
  deps: PurchaseDeps,
  purchaseId: string,
  actor: Actor,
  name: string,
  change: (purchase: PurchaseRecord, now: Date) => NextPurchase | null,
  refuse: () => { readonly ok: false; readonly failure: { code: ActFailure; message: string; hint: string } },
): Promise<Result<Purchase, ActFailure>> => {
  const entryId = deps.newId();
  return decidePurchase<ActFailure>(deps, async (read, now) => {
    const [fields] = await read([paths.purchase(purchaseId)]);
    if (!fields) return fail('not-found', 'There is no such purchase.', 'Open the list again.');
    const purchase = purchaseRecord.parse(fields);
    const next = change(purchase, now);
    if (next === null) return refuse();
    const details = { phone: purchase.phone, state: purchase.state };
    const audit = auditWrite(entryId, purchase.tenantId, actor, { act: name, target: purchaseId, details }, now);
    return { ok: true, id: purchaseId, next, writes: [audit, ...(await settleDead(read, purchaseId, purchase, now))] };
  });
};

/** A settled step is kept as long as a finished one. */
const SETTLED_KEPT_MS = 30 * 86_400_000;

/** A step that failed for good is no problem any more once a person went on: it leaves the operators' list. */
async function settleDead(
  read: ReadDocuments,
  purchaseId: string,
  { version }: PurchaseRecord,
  now: Date,
): Promise<DocumentWrite[]> {
  // Its failure was recorded with the version that followed.
  const path = paths.outboxEntry(provisionId(purchaseId, version - 1));
  const [fields] = await read([path]);
  if (!fields || outboxRecord.parse(fields).state !== 'dead') return [];
  const expireAt = new Date(now.getTime() + SETTLED_KEPT_MS);
  return [{ op: 'update', path, fields: { state: 'dismissed', expireAt } }];
}
