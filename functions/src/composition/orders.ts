import { serveOrders } from '../api/orders/serve-orders.ts';
import { findInBatchOn } from '../firestore/find-in-batch.ts';
import { queryAccuracyOn, queryOrdersOn } from '../firestore/query-orders.ts';
import { readOn } from '../firestore/transact.ts';
import { makeGatherOrders } from '../usecases/orders/gather-orders.ts';
import { makeReviewOrders } from '../usecases/orders/review-orders.ts';
import { findCustomer, newId } from './packages.ts';
import { firestore, now, once, transact } from './platform.ts';

/** Orders follow their batch: after it was named or called off, and when somebody opens it. */
export const gatherOrders = once(() =>
  makeGatherOrders({ transact: transact(), find: findInBatchOn(firestore()), now }),
);

/** Answers about orders and their review (R17). */
export const orderEndpoints = once(() =>
  serveOrders({
    review: makeReviewOrders({
      transact: transact(),
      read: readOn(firestore()),
      findCustomer: findCustomer(),
      newId,
      newToken: newId,
      now,
    }),
    gather: gatherOrders(),
    query: queryOrdersOn(firestore()),
    queryAccuracy: queryAccuracyOn(firestore()),
    readDocument: async (path) => (await firestore().doc(path).get()).data() ?? null,
  }),
);
