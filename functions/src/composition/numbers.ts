import { randomUUID } from 'node:crypto';
import { serveAvailableNumbers } from '../api/available-numbers/serve-available-numbers.ts';
import { servePurchases } from '../api/purchases/serve-purchases.ts';
import type { Served } from '../api/serve.ts';
import { listPurchasesOn } from '../firestore/list-purchases.ts';
import { readOn } from '../firestore/transact.ts';
import { enqueue, firestore, now, once, transact } from './platform.ts';
import { twilioNumbers, twilioShop } from './twilio.ts';

/** Receiving numbers: for sale, on their way, ours (R50, R52). */
export const numberEndpoints: () => readonly Served[] = once(() => {
  const acts = { transact: transact(), enqueue: enqueue(), newId: randomUUID, now };
  const read = readOn(firestore());
  return [
    ...serveAvailableNumbers({ shop: twilioShop }),
    ...servePurchases({
      ...acts,
      read,
      list: listPurchasesOn(firestore()),
      account: () => twilioNumbers().account(),
    }),
  ];
});
