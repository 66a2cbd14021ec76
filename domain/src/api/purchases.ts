import { z } from 'zod';
import { NUMBER_KINDS, PURCHASE_STATES, price } from '../records/purchase-record.ts';
import { TENANT_ID_PATTERN } from '../tenant/tenant-id.ts';
import { countryCode } from './available-numbers.ts';
import { endpoint } from './endpoint.ts';
import { numberKey } from './numbers.ts';

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a phone with + and country code');

/** One number on its way to being ours, or away from it (R52). */
export const purchaseView = z.object({
  id: z.string(),
  state: z.enum(PURCHASE_STATES),
  number: numberKey,
  phone: z.string(),
  country: z.string(),
  kind: z.enum(NUMBER_KINDS).nullable(),
  tenantId: z.string().nullable(),
  mode: z.enum(['shared', 'dedicated']),
  profileName: z.string(),
  monthlyPrice: price.nullable(),
  phoneNumberSid: z.string().nullable(),
  senderSid: z.string().nullable(),
  wasOwned: z.boolean(),
  senderWord: z.string().nullable(),
  /** the step that failed, and what to do about it */
  failure: z
    .object({ step: z.enum(PURCHASE_STATES), code: z.string(), message: z.string(), hint: z.string() })
    .nullable(),
  /** what an operator may do now */
  can: z.object({ resume: z.boolean(), undo: z.boolean(), verify: z.boolean() }),
  requestedBy: z.string().nullable(),
  requestedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  onlineAt: z.iso.datetime().nullable(),
});
export type PurchaseView = z.infer<typeof purchaseView>;

const none = z.object({});
const onPurchase = z.object({ purchaseId: z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{1,64}$/) });

export const provisionNumber = endpoint({
  id: 'provisionNumber',
  method: 'POST',
  path: '/purchases',
  summary:
    'Buys exactly this number and registers it as a WhatsApp sender, step by step; what is owned already is not paid again.',
  access: 'operator',
  params: none,
  query: none,
  body: z.object({
    phone: e164,
    country: countryCode,
    kind: z.enum(NUMBER_KINDS).optional(),
    /** the business name that WhatsApp shows */
    profileName: z.string().trim().min(3).max(100),
    mode: z.enum(['shared', 'dedicated']).default('dedicated'),
    /** whom it is assigned to once it is online */
    tenantId: z.string().regex(TENANT_ID_PATTERN).optional(),
    /** the price that the buyer saw */
    monthlyPrice: price.optional(),
  }),
  answer: purchaseView,
  status: 202,
  failures: {
    'number-is-taken': 409,
    'no-such-importer': 422,
    'shared-for-nobody': 422,
  },
  needsIdempotencyKey: true,
});

export const listPurchases = endpoint({
  id: 'listPurchases',
  method: 'GET',
  path: '/purchases',
  summary: 'Purchases and releases, the newest first.',
  access: 'operator',
  params: none,
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
  body: z.void(),
  answer: z.object({ purchases: z.array(purchaseView) }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const getPurchase = endpoint({
  id: 'getPurchase',
  method: 'GET',
  path: '/purchases/{purchaseId}',
  summary: 'One purchase, with the step it is at and why it failed.',
  access: 'operator',
  params: onPurchase,
  query: none,
  body: z.void(),
  answer: purchaseView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const resumePurchase = endpoint({
  id: 'resumePurchase',
  method: 'POST',
  path: '/purchases/{purchaseId}/resume',
  summary: 'Goes on with the step that failed. What was bought or made already is found and not bought again.',
  access: 'operator',
  params: onPurchase,
  query: none,
  body: z.void(),
  answer: purchaseView,
  status: 202,
  failures: { 'nothing-to-resume': 409 },
  needsIdempotencyKey: true,
});

export const undoPurchase = endpoint({
  id: 'undoPurchase',
  method: 'POST',
  path: '/purchases/{purchaseId}/undo',
  summary: 'Deletes the sender and gives the number back, if this purchase bought it.',
  access: 'operator',
  params: onPurchase,
  query: none,
  body: z.void(),
  answer: purchaseView,
  status: 202,
  failures: { 'nothing-to-undo': 409 },
  needsIdempotencyKey: true,
});

export const verifyPurchase = endpoint({
  id: 'verifyPurchase',
  method: 'POST',
  path: '/purchases/{purchaseId}/verification',
  summary:
    'Hands over the code that WhatsApp sent to the number by SMS or call, where the provider cannot read it itself.',
  access: 'operator',
  params: onPurchase,
  query: none,
  body: z.object({ code: z.string().regex(/^\d{4,10}$/, 'digits only') }),
  answer: purchaseView,
  status: 202,
  failures: { 'nothing-to-verify': 409 },
  needsIdempotencyKey: true,
});

export const releaseNumber = endpoint({
  id: 'releaseNumber',
  method: 'POST',
  path: '/phone-numbers/{number}/release',
  summary: 'Deletes the sender and gives a Twilio number back for good. Needs the number typed again.',
  access: 'operator',
  params: z.object({ number: numberKey }),
  query: none,
  /** the number as people write it: blanks and hyphens do not matter */
  body: z.object({ confirm: z.string().max(40) }),
  answer: purchaseView,
  status: 202,
  failures: { 'not-confirmed': 422, 'not-by-us': 409, 'still-default': 409, 'purchase-runs': 409 },
  needsIdempotencyKey: true,
});
