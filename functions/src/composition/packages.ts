import { randomBytes } from 'node:crypto';
import { serveCustomers } from '../api/customers/serve-customers.ts';
import { servePackages } from '../api/packages/serve-packages.ts';
import type { Served } from '../api/serve.ts';
import { publicBaseUrl } from '../config.ts';
import { findCustomersByNameOn, findPackagesOfCustomerOn } from '../firestore/find-customers.ts';
import { findPackagesByNumberOn } from '../firestore/find-packages.ts';
import { readOn } from '../firestore/transact.ts';
import { makeFindCustomer } from '../usecases/customers/find-customer.ts';
import { makeChangeCustomer, makeCreateCustomer } from '../usecases/customers/write-customers.ts';
import { makeChangeStates, makeUndoStates } from '../usecases/packages/change-states.ts';
import { makeChangePackage, makeCreatePackage } from '../usecases/packages/write-packages.ts';
import { enqueue, firestore, now, once, transact } from './platform.ts';

/** 128 bits: an id that nobody guesses, and that may stand in a path. */
export const newId = () => randomBytes(16).toString('base64url');

const publicBase = () => publicBaseUrl.value() || null;

/** Whom a name and a phone mean among the tenant's customers. */
export const findCustomer = once(() =>
  makeFindCustomer({ read: readOn(firestore()), findByName: findCustomersByNameOn(firestore()) }),
);

/** Customers and packages (R18). */
export const packageEndpoints: () => readonly Served[] = once(() => {
  const changes = { transact: transact(), enqueue: enqueue(), now, publicBaseUrl: publicBase };
  return [
    ...serveCustomers({
      findCustomer: findCustomer(),
      create: makeCreateCustomer({ transact: transact(), newId, now }),
      change: makeChangeCustomer({ transact: transact(), findPackages: findPackagesOfCustomerOn(firestore()), now }),
    }),
    ...servePackages({
      read: readOn(firestore()),
      findByNumber: findPackagesByNumberOn(firestore()),
      create: makeCreatePackage({ transact: transact(), newId, newToken: newId, now }),
      change: makeChangePackage({ transact: transact(), now }),
      changeStates: makeChangeStates(changes),
      undoStates: makeUndoStates(changes),
    }),
  ];
});
