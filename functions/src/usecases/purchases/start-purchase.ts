import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import {
  type NumberKind,
  type Price,
  type PurchaseRecord,
  purchaseRecord,
} from '@casillero/domain/records/purchase-record';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { fail, type Result } from '@casillero/domain/result';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import { decidePurchase, type Purchase, type PurchaseDeps } from './act-on-purchase.ts';

export type PurchaseOrder = {
  /** names the act: the purchase has this id, so that a repeated order is the same purchase */
  readonly id: string;
  readonly phone: string;
  readonly country: string;
  readonly kind: NumberKind | null;
  readonly profileName: string;
  readonly mode: 'shared' | 'dedicated';
  readonly tenantId: string | null;
  readonly monthlyPrice: Price | null;
};

type StartFailure = 'number-is-taken' | 'no-such-importer' | 'shared-for-nobody';
export type StartPurchase = (order: PurchaseOrder, actor: Actor) => Promise<Result<Purchase, StartFailure>>;

/**
 * Orders a number (R52). The number's document is held by the purchase from here on, so that of two orders of one number
 * one wins (R6); nothing is bought before this is committed.
 */
export const makeStartPurchase =
  (deps: PurchaseDeps & { readonly account: () => string }): StartPurchase =>
  async ({ id, ...order }, actor) =>
    decidePurchase<StartFailure>(deps, async (read, now) => {
      if (order.mode === 'shared' && order.tenantId !== null) return sharedForNobody();
      const number = receivingNumber('twilio', order.phone);
      const [earlier, numberFields, tenant] = await read([
        paths.purchase(id),
        paths.number(number),
        ...(order.tenantId === null ? [] : [paths.tenant(order.tenantId)]),
      ]);
      if (earlier) return { ok: true, id, next: { purchase: purchaseRecord.parse(earlier), dueAt: null }, writes: [] };
      if (order.tenantId !== null && !tenant) return noSuchImporter(order.tenantId);
      const known = numberFields ? numberRecord.parse(numberFields) : null;
      const isFree =
        known === null || (known.purchaseId === null && known.tenantIds.length === 0 && known.mode === 'dedicated');
      if (!isFree) return numberIsTaken();

      const purchase = newPurchase(order, 'buying', actor, now);
      const held = { purchaseId: id, senderReason: null };
      const numberWrite: DocumentWrite =
        known === null
          ? {
              op: 'create',
              path: paths.number(number),
              fields: numberRecord.parse({
                provider: 'twilio',
                mode: 'dedicated',
                tenantIds: [],
                display: displayPhone(order.phone),
                verifiedName: order.profileName,
                status: 'offline',
                createdAt: now,
                phone: order.phone,
                account: deps.account(),
                senderState: 'none',
                ...held,
              }),
            }
          : { op: 'update', path: paths.number(number), fields: held };
      const details = {
        phone: order.phone,
        mode: order.mode,
        price: order.monthlyPrice && `${order.monthlyPrice.amount} ${order.monthlyPrice.currency}`,
      };
      return {
        ok: true,
        id,
        next: { purchase, dueAt: now },
        writes: [
          numberWrite,
          auditWrite(id, order.tenantId, actor, { act: 'provisionNumber', target: number, details }, now),
        ],
      };
    });

/** A purchase as it begins. */
export const newPurchase = (
  order: Omit<PurchaseOrder, 'id'>,
  state: PurchaseRecord['state'],
  actor: Actor,
  now: Date,
): PurchaseRecord => ({
  ...order,
  state,
  phoneNumberSid: null,
  senderSid: null,
  wasOwned: false,
  webhooksSetAt: null,
  onlineAt: null,
  senderWord: null,
  verificationCode: null,
  failure: null,
  givesBack: false,
  version: 0,
  checks: 0,
  requestedBy: { uid: actor.uid, email: actor.email },
  requestedAt: now,
  updatedAt: now,
});

const numberIsTaken = () =>
  fail('number-is-taken', 'This number is ours already, or on its way.', 'Look at it in the list of numbers.');
const noSuchImporter = (id: string) => fail('no-such-importer', `There is no importer ${id}.`, 'Check the id.');
const sharedForNobody = () =>
  fail(
    'shared-for-nobody',
    'A shared number belongs to no importer.',
    'Leave out the importer, or dedicate the number.',
  );
