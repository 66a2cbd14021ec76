import { z } from 'zod';
import { orderSchema } from '../order/order.ts';
import type { OrderRecord } from '../records/order-record.ts';
import { attentionSchema } from '../review/attention.ts';
import { correctedFieldsSchema } from '../review/corrections.ts';
import { effectiveOrder } from '../review/effective-order.ts';
import { REVIEWED_FIELDS } from '../review/reviewed-fields.ts';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

const tenant = z.object({ tenantId });
const oneOrder = tenant.extend({ orderId: recordId });
const reviewState = z.enum(['waiting', 'confirmed', 'set-aside']);
/** which state of the machine's reading was seen: what changed since is not confirmed unseen */
const revision = z.int().min(0);

/** An order as the API tells it. */
export const orderAnswer = z.object({
  id: z.string(),
  batchId: z.string(),
  batchCustomerName: z.string().nullable(),
  screenshotIds: z.array(z.string()),
  /** what counts: the reading with the corrections over it */
  order: orderSchema,
  /** the machine's reading alone */
  reading: orderSchema,
  correctedFields: z.array(z.enum(REVIEWED_FIELDS)),
  review: reviewState,
  reviewedAt: z.iso.datetime().nullable(),
  revision,
  attention: z.array(attentionSchema),
  needsAttention: z.boolean(),
  duplicateOf: z.string().nullable(),
  customerId: z.string().nullable(),
  packageIds: z.array(z.string()),
  receivedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type OrderAnswer = z.infer<typeof orderAnswer>;

/** An order's record in the words of the API. */
export const orderInWords = (id: string, record: OrderRecord): OrderAnswer => ({
  id,
  batchId: record.batchId,
  batchCustomerName: record.batchCustomerName,
  screenshotIds: record.parts.map(({ screenshotId }) => screenshotId),
  order: effectiveOrder(record),
  reading: record.order,
  correctedFields: REVIEWED_FIELDS.filter((field) => record.corrections[field] !== undefined),
  review: record.review,
  reviewedAt: record.reviewedAt?.toISOString() ?? null,
  revision: record.revision,
  attention: record.attention,
  needsAttention: record.needsAttention,
  duplicateOf: record.duplicateOf,
  customerId: record.customerId,
  packageIds: record.packageIds,
  receivedAt: record.receivedAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});

export const listOrders = endpoint({
  id: 'listOrders',
  method: 'GET',
  path: '/tenants/{tenantId}/orders',
  summary: 'Lists orders, the one received last first; page by page.',
  access: 'viewer',
  params: tenant,
  query: z.object({
    review: reviewState.optional(),
    needsAttention: z.enum(['true', 'false']).optional(),
    /** as in `shop` of the accuracy: lower case without spaces */
    shop: z.string().max(80).optional(),
    batchId: recordId.optional(),
    /** words of the customer's name, or (a part of) the order number */
    search: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    /** of the page before */
    cursor: z.string().max(500).optional(),
  }),
  body: z.void(),
  answer: z.object({ orders: z.array(orderAnswer), nextCursor: z.string().nullable() }),
  status: 200,
  failures: { 'unknown-cursor': 400 },
  needsIdempotencyKey: false,
});

export const getOrder = endpoint({
  id: 'getOrder',
  method: 'GET',
  path: '/tenants/{tenantId}/orders/{orderId}',
  summary: 'Gives one order.',
  access: 'viewer',
  params: oneOrder,
  query: z.object({}),
  body: z.void(),
  answer: orderAnswer,
  status: 200,
  failures: { 'not-found': 404 },
  needsIdempotencyKey: false,
});

export const correctOrder = endpoint({
  id: 'correctOrder',
  method: 'PATCH',
  path: '/tenants/{tenantId}/orders/{orderId}',
  summary: 'Corrects fields of an order that waits for review, or gives them back to the machine’s reading.',
  access: 'member',
  params: oneOrder,
  query: z.object({}),
  body: z
    .object({
      /** new values by field; null clears one */
      set: correctedFieldsSchema.default({}),
      reset: z.array(z.enum(REVIEWED_FIELDS)).max(REVIEWED_FIELDS.length).default([]),
    })
    .refine(({ set, reset }) => Object.keys(set).length + reset.length > 0, 'Name a field.'),
  answer: orderAnswer,
  status: 200,
  failures: { 'not-found': 404, 'already-reviewed': 409 },
  needsIdempotencyKey: false,
});

export const confirmOrder = endpoint({
  id: 'confirmOrder',
  method: 'POST',
  path: '/tenants/{tenantId}/orders/{orderId}/confirm',
  summary: 'Confirms an order as it was seen, and makes its packages; once more is harmless.',
  access: 'member',
  params: oneOrder,
  query: z.object({}),
  body: z.object({
    revision,
    /** left out: whoever of the tenant's customers has the batch's customer name, or a new one of that name */
    customer: z
      .union([
        z.object({ customerId: recordId }),
        z.object({ name: z.string().trim().min(1).max(80), phone: z.string().trim().max(40).nullable().default(null) }),
      ])
      .optional(),
  }),
  answer: orderAnswer,
  status: 200,
  failures: {
    'not-found': 404,
    'changed-meanwhile': 409,
    'set-aside': 409,
    /** name the customer, or give one */
    'customer-missing': 422,
    /** several have this name: see matchCustomer for whom to choose from */
    'customer-ambiguous': 409,
    'customer-not-found': 422,
    'customer-phone-taken': 409,
    'not-a-phone': 422,
  },
  needsIdempotencyKey: false,
});

/** Most orders that are confirmed at once. */
export const CONFIRM_MAX = 100;

export const confirmOrders = endpoint({
  id: 'confirmOrders',
  method: 'POST',
  path: '/tenants/{tenantId}/order-confirmations',
  summary: 'Confirms several orders; those that need a look are left, unless told otherwise.',
  access: 'member',
  params: tenant,
  query: z.object({}),
  body: z.object({
    orders: z
      .array(z.object({ id: recordId, revision }))
      .min(1)
      .max(CONFIRM_MAX),
    /** also those with something that should be looked at */
    isForced: z.boolean().default(false),
  }),
  answer: z.object({
    confirmed: z.array(z.string()),
    left: z.array(
      z.object({
        id: z.string(),
        why: z.enum([
          'not-found',
          'changed-meanwhile',
          'set-aside',
          'needs-attention',
          'customer-missing',
          'customer-ambiguous',
          'customer-not-found',
          'customer-phone-taken',
        ]),
      }),
    ),
  }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const setOrderAside = endpoint({
  id: 'setOrderAside',
  method: 'POST',
  path: '/tenants/{tenantId}/orders/{orderId}/set-aside',
  summary: 'Sets an order aside: it is kept and is not to be delivered.',
  access: 'member',
  params: oneOrder,
  query: z.object({}),
  body: z.void(),
  answer: orderAnswer,
  status: 200,
  failures: { 'not-found': 404, confirmed: 409 },
  needsIdempotencyKey: false,
});

export const reopenOrder = endpoint({
  id: 'reopenOrder',
  method: 'POST',
  path: '/tenants/{tenantId}/orders/{orderId}/reopen',
  summary: 'Opens a reviewed order again; screenshots that came since are taken into it.',
  access: 'member',
  params: oneOrder,
  query: z.object({}),
  body: z.void(),
  answer: orderAnswer,
  status: 200,
  failures: { 'not-found': 404, 'has-packages': 409 },
  needsIdempotencyKey: false,
});

export const gatherOrders = endpoint({
  id: 'gatherOrders',
  method: 'POST',
  path: '/tenants/{tenantId}/batches/{batchId}/gather-orders',
  summary: 'Brings a batch’s orders up to its screenshots and its customer name; harmless when they are.',
  access: 'member',
  params: tenant.extend({ batchId: recordId }),
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'not-found': 404 },
  needsIdempotencyKey: false,
});

export const listAccuracy = endpoint({
  id: 'listAccuracy',
  method: 'GET',
  path: '/tenants/{tenantId}/accuracy',
  summary: 'Tells how well orders were read, per shop and field, counted over confirmed orders.',
  access: 'viewer',
  params: tenant,
  query: z.object({}),
  body: z.void(),
  answer: z.object({
    shops: z.array(
      z.object({
        shop: z.string(),
        name: z.string().nullable(),
        orderCount: z.number().int(),
        fields: z.array(z.object({ field: z.enum(REVIEWED_FIELDS), seen: z.number().int(), right: z.number().int() })),
      }),
    ),
  }),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
