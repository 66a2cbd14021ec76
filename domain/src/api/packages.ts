import { z } from 'zod';
import { CARRIERS } from '../order/order.ts';
import { PACKAGE_STATES } from '../package/package-state.ts';
import { notificationRecord } from '../records/package-record.ts';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

/** A package as the API tells it. */
export const packageAnswer = z.object({
  id: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  shop: z.string().nullable(),
  orderNumber: z.string().nullable(),
  description: z.string(),
  carrier: z.enum(CARRIERS).nullable(),
  trackingNumber: z.string().nullable(),
  state: z.enum(PACKAGE_STATES),
  stateAt: z.iso.datetime(),
  /** below the dashboard's origin: /track/<token> */
  trackingPath: z.string(),
});

const tenant = z.object({ tenantId });
const onePackage = tenant.extend({ packageId: recordId });
const description = z.string().trim().max(160);
/** as printed; spaces and hyphens are left out, and the carrier follows from its form unless it is given */
const trackingNumber = z.string().trim().max(60).nullable();
const carrier = z.enum(CARRIERS).nullable();

/** What became of one package of several: its state afterwards, or why nothing changed. */
export const changeOutcome = z.object({
  packageId: z.string(),
  outcome: z.enum(['changed', 'already-there', 'not-found', 'too-many-changes', 'nothing-to-undo']),
  state: z.enum(PACKAGE_STATES).nullable(),
  /** of telling the customer; null: not asked for */
  notification: notificationRecord.shape.outcome.nullable(),
});

export const findPackages = endpoint({
  id: 'findPackages',
  method: 'GET',
  path: '/tenants/{tenantId}/package-scan',
  summary: 'Finds the packages that a scanned or typed tracking number means; several if their numbers end alike.',
  access: 'viewer',
  params: tenant,
  query: z.object({ scan: z.string().trim().min(4).max(200) }),
  body: z.void(),
  answer: z.object({
    /** at most 10 */
    packages: z.array(packageAnswer),
    /** the number that was understood, to make a package of if there is none */
    number: z.string(),
    carrier,
  }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const createPackage = endpoint({
  id: 'createPackage',
  method: 'POST',
  path: '/tenants/{tenantId}/packages',
  summary: 'Makes a package by hand, without an order.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({
    customerId: recordId,
    description: description.default(''),
    trackingNumber: trackingNumber.default(null),
    carrier: carrier.optional(),
    state: z.enum(PACKAGE_STATES).default('at-warehouse'),
  }),
  answer: packageAnswer,
  status: 201,
  failures: { 'customer-not-found': 422 },
  needsIdempotencyKey: false,
});

export const changePackage = endpoint({
  id: 'changePackage',
  method: 'PATCH',
  path: '/tenants/{tenantId}/packages/{packageId}',
  summary: 'Changes what is known of a package, its customer, or whether the customer is told of changes.',
  access: 'member',
  params: onePackage,
  query: z.object({}),
  body: z.object({
    customerId: recordId.optional(),
    description: description.optional(),
    trackingNumber: trackingNumber.optional(),
    carrier: carrier.optional(),
    notifies: z.boolean().optional(),
  }),
  answer: packageAnswer,
  status: 200,
  failures: { 'not-found': 404, 'customer-not-found': 422 },
  needsIdempotencyKey: false,
});

export const changePackageStates = endpoint({
  id: 'changePackageStates',
  method: 'POST',
  path: '/tenants/{tenantId}/package-states',
  summary: 'Moves packages to a state, each on its own; tells their customers over WhatsApp if they are to be told.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({
    packageIds: z.array(recordId).min(1).max(100),
    state: z.enum(PACKAGE_STATES),
    /** left out: as each package says */
    notifies: z.boolean().optional(),
  }),
  answer: z.object({ packages: z.array(changeOutcome) }),
  status: 200,
  failures: {},
  needsIdempotencyKey: true,
});

export const undoPackageStates = endpoint({
  id: 'undoPackageStates',
  method: 'POST',
  path: '/tenants/{tenantId}/package-states/undo',
  summary: 'Takes the last change of each package back; a message to its customer that has not left yet is not sent.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({ packageIds: z.array(recordId).min(1).max(100) }),
  answer: z.object({ packages: z.array(changeOutcome) }),
  status: 200,
  failures: {},
  needsIdempotencyKey: true,
});
