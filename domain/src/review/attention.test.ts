import { describe, expect, test } from 'vitest';
import { anOrder } from '../../testing/index.ts';
import type { Order } from '../order/order.ts';
import { attentionOf, type Examined, isBlocking } from './attention.ts';

const sure = Object.fromEntries(Object.keys(anOrder().confidence).map((field) => [field, 0.95])) as Order['confidence'];
const at = new Date('2026-03-01T10:00:00Z');
const order = (over: Partial<Order> = {}) =>
  anOrder({ shop: 'Shein', orderNumber: 'GSH1', total: 20, confidence: sure, ...over });
const examined = (over: Partial<Examined> = {}): Examined => ({
  order: order(),
  corrections: {},
  conflicts: [],
  disagreements: [],
  duplicateOf: null,
  batchCustomerName: 'María',
  hasLatePart: false,
  hasLostPart: false,
  ...over,
});
const reasonsOf = (over: Partial<Examined>) =>
  attentionOf(examined(over)).map((each) => ('field' in each ? `${each.kind} ${each.field}` : each.kind));

describe('why an order needs a look', () => {
  test.each<[string, Partial<Examined>, string[]]>([
    ['all is well', {}, []],
    [
      'a value was read with little certainty',
      { order: order({ confidence: { ...sure, total: 0.5 } }) },
      ['unsure total'],
    ],
    [
      'nothing was found there, so nothing is doubtful',
      { order: order({ total: null, confidence: { ...sure, total: 0.5 } }) },
      [],
    ],
    [
      'a corrected value is sure',
      {
        order: order({ confidence: { ...sure, total: 0.5 } }),
        corrections: { total: { value: 21, by: 'ada', at } },
      },
      [],
    ],
    ['the sums do not add up', { order: order({ checks: { amountsAgree: false } }) }, ['amounts']],
    [
      'the sums add up once an amount is corrected',
      {
        order: order({ subtotal: 20, total: 2, checks: { amountsAgree: false } }),
        corrections: { total: { value: 20, by: 'ada', at } },
      },
      [],
    ],
    [
      'its screenshots contradict each other, also on pieces',
      {
        conflicts: [
          { field: 'total', item: null, values: [] },
          { field: 'item.quantity', item: 0, values: [] },
        ],
      },
      ['conflict items', 'conflict total'],
    ],
    ['two engines differ', { disagreements: [{ field: 'total', vision: 20, ocr: 200 }] }, ['engines total']],
    ['its number was seen before', { duplicateOf: 'other' }, ['duplicate']],
    ['nobody knows whose it is', { batchCustomerName: null }, ['customer']],
    [
      'the name in the picture may be the account’s, not the customer’s',
      { batchCustomerName: null, order: order({ customerName: 'Ana' }) },
      ['customer'],
    ],
    ['nothing was read', { order: order({ orderNumber: null, total: null }) }, ['nothing']],
    ['a screenshot came late, one was taken back', { hasLatePart: true, hasLostPart: true }, ['late', 'removed']],
  ])('%s', (_why, over, reasons) => expect(reasonsOf(over)).toEqual(reasons));

  test.each([
    ['orderNumber', true],
    ['total', true],
    ['tracking', true],
    ['status', false],
    ['orderDate', false],
    ['customerName', false],
  ] as const)('a doubt about %s keeps it from being confirmed unseen: %s', (field, is) =>
    expect(isBlocking({ kind: 'unsure', field })).toBe(is));
});
