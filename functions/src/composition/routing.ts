import { randomInt, randomUUID } from 'node:crypto';
import type { Served } from '../api/serve.ts';
import { linkPrefix } from '../config.ts';
import { findOverdueRegistrationsOn } from '../firestore/find-registrations.ts';
import { makeExpireRegistrations } from '../usecases/registrations/end-registration.ts';
import { enqueue, firestore, now, once, transact } from './platform.ts';
import { makeRoutingEndpoints } from './routing-endpoints.ts';

/** Phones, links, senders and the unrouted list (R54 to R56). */
export const routingEndpoints: () => readonly Served[] = once(() =>
  makeRoutingEndpoints({
    firestore: firestore(),
    transact: transact(),
    enqueue: enqueue(),
    now,
    newId: randomUUID,
    random: (below, count) => Array.from({ length: count }, () => randomInt(below)),
    linkPrefix: () => linkPrefix.value(),
  }),
);

/** What the sweep does for registrations whose time is over. */
export const expireRegistrations = once(() =>
  makeExpireRegistrations({ transact: transact(), find: findOverdueRegistrationsOn(firestore()), now }),
);
