import { PURCHASE_STATES, type PurchaseState } from '@casillero/domain/records/purchase-record';
import { expect, test } from 'vitest';
import { stepsOf } from './purchase-steps.ts';

const failedAt = (step: PurchaseState) => ({ state: 'failed' as const, failure: { step } });
const at = (state: PurchaseState) => ({ state, failure: null });
const shown = (purchase: Parameters<typeof stepsOf>[0]) =>
  stepsOf(purchase).map(({ step, standing }) => `${step} ${standing}`);

test.each([
  { purchase: at('buying'), first: 'buying now', last: 'online to-come' },
  { purchase: at('bought'), first: 'buying done', last: 'online to-come' },
  { purchase: at('online'), first: 'buying done', last: 'online done' },
  { purchase: failedAt('buying'), first: 'buying failed', last: 'online to-come' },
  { purchase: failedAt('registering'), first: 'buying done', last: 'online to-come' },
  { purchase: at('undoing'), first: 'undoing now', last: 'undone to-come' },
  { purchase: failedAt('undoing'), first: 'undoing failed', last: 'undone to-come' },
  { purchase: at('undone'), first: 'undoing done', last: 'undone done' },
])('$purchase ▶ $first … $last', ({ purchase, first, last }) => {
  expect(shown(purchase).at(0)).toBe(first);
  expect(shown(purchase).at(-1)).toBe(last);
});

test.each(PURCHASE_STATES)('%s: at most one step is going on', (state) =>
  expect(stepsOf(at(state)).filter(({ standing }) => standing === 'now').length).toBeLessThanOrEqual(1));
