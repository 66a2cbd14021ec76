import { describe, expect, test } from 'vitest';
import { anOrder, NOW } from '../../testing/index.ts';
import { corrected, correctedFieldsSchema } from './corrections.ts';
import { effectiveOrder } from './effective-order.ts';

const reading = anOrder({
  shop: 'Shein',
  total: 20,
  items: [{ name: 'Falda', quantity: 1, unitPrice: 20, size: null, color: null }],
});
const change = (set: object, reset: string[] = []) => ({
  set: correctedFieldsSchema.parse(set),
  reset: reset as ('total' | 'shop')[],
});

describe('corrections', () => {
  test('lie over the reading, which stays', () => {
    const corrections = corrected(reading, {}, change({ total: 25, shop: null }), 'ada', NOW);
    expect(corrections).toEqual({
      shop: { value: null, by: 'ada', at: NOW },
      total: { value: 25, by: 'ada', at: NOW },
    });
    const order = effectiveOrder({ order: reading, corrections });
    expect([order.shop, order.total, order.confidence.total]).toEqual([null, 25, 1]);
    expect(reading.total).toBe(20);
  });

  test('what the machine read is no correction', () => {
    const items = reading.items.map(({ color, size, ...item }) => ({ size, color, ...item }));
    expect(corrected(reading, {}, change({ total: 20, items }), 'ada', NOW)).toEqual({});
  });

  test('are given back to the reading, the others stay', () => {
    const both = corrected(reading, {}, change({ total: 25, shop: 'Temu' }), 'ada', NOW);
    expect(Object.keys(corrected(reading, both, change({}, ['total']), 'ada', NOW))).toEqual(['shop']);
  });
});

describe('what a person may write', () => {
  test.each<[string, object, boolean]>([
    ['an amount', { total: 12.5 }, true],
    ['nothing', { total: null }, true],
    ['a third decimal', { total: 12.505 }, false],
    ['less than nothing', { total: -1 }, false],
    ['far too much', { total: 1e9 }, false],
    ['no number', { total: 'twelve' }, false],
    ['a day', { orderDate: '2026-02-28' }, true],
    ['no day', { orderDate: '2026-02-30' }, false],
    ['a currency', { currency: 'usd' }, true],
    ['no currency', { currency: 'dollars' }, false],
    ['only spaces', { shop: '   ' }, false],
    ['81 characters', { shop: 'x'.repeat(81) }, false],
    ['an unknown status', { status: 'lost' }, false],
    ['an unknown field', { language: 'es' }, false],
    ['no pieces', { items: [{ name: 'x', quantity: 0, unitPrice: 1, size: null, color: null }] }, false],
    ['no articles at all', { items: [] }, true],
    ['a tracking number without letters and digits', { tracking: [{ number: '--', carrier: null }] }, false],
  ])('%s: %j ▶ %s', (_what, fields, is) => expect(correctedFieldsSchema.safeParse(fields).success).toBe(is));

  test('whether a tracking number is verified is found out, not believed', () => {
    const number = ' 1z999 aa1 01 2345 6784 ';
    const { tracking } = correctedFieldsSchema.parse({
      tracking: [
        { number, carrier: null, isVerified: false },
        { number: '1Z999AA10123456785', carrier: 'UPS', isVerified: true },
      ],
    });
    expect(tracking).toEqual([
      { number: '1Z999AA10123456784', carrier: 'UPS', isVerified: true },
      { number: '1Z999AA10123456785', carrier: 'UPS', isVerified: false },
    ]);
  });
});
