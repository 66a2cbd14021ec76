import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { undoing } from '@casillero/domain/purchase/next-purchase';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { defaultNumberRecord } from '@casillero/domain/records/platform-records';
import { purchaseRecord } from '@casillero/domain/records/purchase-record';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { fail, type Result } from '@casillero/domain/result';
import { decidePurchase, type Purchase, type PurchaseDeps } from './act-on-purchase.ts';
import { newPurchase } from './start-purchase.ts';

type ReleaseFailure = 'not-found' | 'not-confirmed' | 'not-by-us' | 'still-default' | 'purchase-runs';

export type ReleaseNumber = (
  release: { readonly id: string; readonly number: ReceivingNumber; readonly confirm: string },
  actor: Actor,
) => Promise<Result<Purchase, ReleaseFailure>>;

/**
 * Gives a Twilio number back for good (R52): its sender first, then the number. Its purchase is undone, or a release of
 * its own stands for it where it was bought elsewhere.
 */
export const makeReleaseNumber =
  (deps: PurchaseDeps): ReleaseNumber =>
  ({ id, number, confirm }, actor) =>
    decidePurchase<ReleaseFailure>(deps, async (read, now) => {
      const [fields, fallback, earlier] = await read([paths.number(number), paths.defaultNumber(), paths.purchase(id)]);
      if (earlier) return { ok: true, id, next: { purchase: purchaseRecord.parse(earlier), dueAt: null }, writes: [] };
      if (!fields) return fail('not-found', 'There is no such number.', 'Open the list of numbers again.');
      const record = numberRecord.parse(fields);
      if (record.provider !== 'twilio' || record.phone === null)
        return fail('not-by-us', 'This number was not bought here.', 'Remove it at its provider.');
      if (digitsOf(confirm) !== digitsOf(record.phone))
        return fail('not-confirmed', 'This is not the number.', `Type ${record.display} to give it back for good.`);
      if (fallback && defaultNumberRecord.parse(fallback).number === number)
        return fail('still-default', 'It is the default number.', 'Choose another default number first.');

      const [running] = record.purchaseId === null ? [null] : await read([paths.purchase(record.purchaseId)]);
      const purchase = running ? purchaseRecord.parse(running) : null;
      const order = {
        phone: record.phone,
        country: '',
        kind: null,
        profileName: record.verifiedName,
        mode: record.mode,
        tenantId: record.tenantIds[0] ?? null,
        monthlyPrice: null,
      };
      const own = {
        ...newPurchase(order, 'online', actor, now),
        wasOwned: true,
        phoneNumberSid: record.phoneNumberSid,
        senderSid: record.senderSid,
      };
      const next = undoing(purchase ?? own, true, now);
      if (next === null) return fail('purchase-runs', 'A purchase of it is at work.', 'Wait for its step to end.');
      const purchaseId = purchase === null ? id : (record.purchaseId ?? id);
      return {
        ok: true,
        id: purchaseId,
        next,
        writes: [
          { op: 'update', path: paths.number(number), fields: { purchaseId } },
          auditWrite(
            id,
            order.tenantId,
            actor,
            { act: 'releaseNumber', target: number, details: { phone: record.phone } },
            now,
          ),
        ],
      };
    });

const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '');
