import fc from 'fast-check';
import { anOrder } from '../../../testing/index.ts';
import type { ScreenshotReading } from '../merged-order.ts';
import { CONFIDENCE_FIELDS, ORDER_STATUSES, type Order } from '../order.ts';

const orNull = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(values, { nil: null });
const amount = orNull(fc.constantFrom(0, 5, 12.5, 20, 99.99));

/** Few different values, so that readings often agree, overlap and contradict each other. */
const order: fc.Arbitrary<Order> = fc
  .record({
    isOrder: fc.boolean(),
    shop: orNull(fc.constantFrom('Shein', 'SHEIN', 'Temu')),
    orderNumber: orNull(fc.constantFrom('GSH0BQH88ZPHDXS', 'GSHOBQH88ZPHDXS', 'A-1001', 'B-2002')),
    orderDate: orNull(fc.constantFrom('2026-01-02', '2026-02-01')),
    currency: orNull(fc.constantFrom('USD', 'MXN')),
    items: fc.array(
      fc.record({
        name: fc.constantFrom('Vestido midi acanalado', 'Vestido midi acana', 'Court Ranger Low', 'Medias'),
        quantity: fc.integer({ min: 1, max: 3 }),
        unitPrice: amount,
        size: orNull(fc.constantFrom('M', 'L')),
        color: orNull(fc.constantFrom('Negro')),
      }),
      { maxLength: 4 },
    ),
    subtotal: amount,
    shipping: amount,
    tax: amount,
    discount: amount,
    total: amount,
    tracking: fc.uniqueArray(
      fc.record({
        carrier: orNull(fc.constantFrom('UPS' as const, 'FedEx' as const)),
        number: fc.constantFrom('1Z999AA10123456784', '1Z999AA10123456785', '611698438060'),
        isVerified: fc.boolean(),
      }),
      { selector: ({ number }) => number, maxLength: 2 },
    ),
    status: orNull(fc.constantFrom(...ORDER_STATUSES)),
    customerName: orNull(fc.constantFrom('Ana', 'Ana Lucía', 'Ana Lucía Barrera', 'Luis')),
    language: orNull(fc.constantFrom('en' as const, 'es' as const)),
    surety: fc.array(fc.double({ min: 0.1, max: 0.98, noNaN: true }), { minLength: 15, maxLength: 15 }),
  })
  .map(({ surety, ...fields }) => {
    const isEmpty = (field: (typeof CONFIDENCE_FIELDS)[number]): boolean => {
      const value = fields[field];
      return value === null || (Array.isArray(value) && value.length === 0);
    };
    const confidence = Object.fromEntries(
      CONFIDENCE_FIELDS.map((field, index) => [field, isEmpty(field) ? 0 : (surety[index] ?? 0.5)]),
    ) as Order['confidence'];
    return anOrder({ ...fields, statusText: fields.status, confidence });
  });

/** Readings of up to five screenshots, each screenshot once. */
export const someReadings: fc.Arbitrary<ScreenshotReading[]> = fc.uniqueArray(
  fc.record({
    screenshotId: fc.constantFrom('s1', 's2', 's3', 's4', 's5'),
    receivedAt: fc.constantFrom(new Date('2026-03-01T10:00:00Z'), new Date('2026-03-01T10:00:05Z')),
    position: fc.integer({ min: 0, max: 2 }),
    order,
  }),
  { selector: ({ screenshotId }) => screenshotId, maxLength: 5 },
);
