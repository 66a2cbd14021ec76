import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anOrder, aPackage } from '../../testing/index.ts';
import { changeState, MOST_CHANGES, undoChange } from './change-package.ts';
import { nextState, PACKAGE_STATES, type PackageState } from './package-state.ts';
import { describeItems, packagesOfOrder } from './packages-of-order.ts';
import { numbersInScan } from './scanned-number.ts';

const NOW = new Date('2026-03-01T10:00:00.000Z');
const LATER = new Date('2026-03-02T10:00:00.000Z');

describe('R18: a confirmed order becomes packages', () => {
  let made = 0;
  const packagesOf = (over: Parameters<typeof anOrder>[0]) =>
    packagesOfOrder({
      orderId: 'o1',
      order: anOrder(over),
      customer: { id: 'c1', name: 'María' },
      by: 'ada',
      now: NOW,
      newToken: () => `token-${++made}`,
    });
  const ups = { carrier: 'UPS', number: '1Z999AA10123456784', isVerified: true } as const;
  const fedex = { carrier: 'FedEx', number: '611698438060', isVerified: true } as const;

  test('one per tracking number, each with a page of its own', () => {
    const packages = packagesOf({ tracking: [ups, fedex], status: 'shipped' });
    expect(packages.map(({ id, record }) => [id, record.carrier, record.trackingNumber, record.state])).toEqual([
      ['o1_1', 'UPS', '1Z999AA10123456784', 'shipped'],
      ['o1_2', 'FedEx', '611698438060', 'shipped'],
    ]);
    expect(new Set(packages.map(({ record }) => record.trackingToken)).size).toBe(2);
  });
  test.each([
    ['placed', 'ordered'],
    ['processing', 'ordered'],
    ['shipped', 'shipped'],
    ['out_for_delivery', 'shipped'],
    ['delivered', 'shipped'],
    [null, 'ordered'],
  ] as const)('an order that is %s begins as %s', (status, state) => {
    const [only] = packagesOf({ tracking: [], status });
    expect([only?.id, only?.record.trackingNumber, only?.record.state]).toEqual(['o1_1', null, state]);
    expect(only?.record.history).toEqual([{ state, at: NOW, by: 'ada', undoneAt: null, undoneBy: null }]);
  });
  test('what is in it, in a line that ends', () => {
    const item = (name: string, quantity: number) => ({ name, quantity, unitPrice: null, size: null, color: null });
    expect(describeItems({ items: [item('Air fryer', 1), item('LED lamp', 2)] })).toBe('Air fryer, 2 × LED lamp');
    expect([...describeItems({ items: [item('ñ'.repeat(500), 1)] })]).toHaveLength(160);
  });
});

describe('changing a package', () => {
  test('each change is dated and kept', () => {
    const changed = changeState(aPackage({ state: 'ordered' }), 'ready', 'ada', LATER);
    expect(changed).toMatchObject({ ok: true, value: { state: 'ready', stateAt: LATER, updatedAt: LATER } });
  });
  test('the state it is in is no change', () => {
    expect(changeState(aPackage({ state: 'ready' }), 'ready', 'ada', LATER)).toMatchObject({
      failure: { code: 'already-there' },
    });
  });
  test('a package is not changed without end', () => {
    const history = Array.from({ length: MOST_CHANGES }, () => aPackage({}).history[0]).filter(
      (each) => each !== undefined,
    );
    expect(changeState(aPackage({ history }), 'ready', 'ada', LATER)).toMatchObject({
      failure: { code: 'too-many-changes' },
    });
  });
  test('the first state cannot be undone', () => {
    expect(undoChange(aPackage({}), 'ada', LATER)).toMatchObject({ failure: { code: 'nothing-to-undo' } });
  });
  test('whatever is changed and undone: nothing of the history is lost, and the state is the last standing one', () => {
    const act = fc.oneof(fc.constantFrom<PackageState | 'undo'>(...PACKAGE_STATES), fc.constant('undo' as const));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let record = aPackage({ state: 'ordered' });
        const standing: PackageState[] = ['ordered'];
        acts.forEach((each, i) => {
          const now = new Date(NOW.getTime() + i);
          const before = record.history;
          const changed = each === 'undo' ? undoChange(record, 'ada', now) : changeState(record, each, 'ada', now);
          if (!changed.ok) return;
          if (each === 'undo') standing.pop();
          else standing.push(each);
          record = { ...record, ...changed.value };
          expect(record.state).toBe(standing.at(-1));
          expect(record.history.length).toBeGreaterThanOrEqual(before.length);
          expect(record.history.map(({ state, at, by }) => ({ state, at, by })).slice(0, before.length)).toEqual(
            before.map(({ state, at, by }) => ({ state, at, by })),
          );
        });
        expect(record.history.filter(({ undoneAt }) => undoneAt === null).map(({ state }) => state)).toEqual(standing);
      }),
    );
  });
  test('the usual way leads to the end', () => {
    const way: PackageState[] = [];
    for (let state: PackageState | null = 'ordered'; state !== null; state = nextState(state)) way.push(state);
    expect(way).toEqual([...PACKAGE_STATES]);
  });
});

describe('a scanned label', () => {
  test.each<[string, string, string]>([
    ['UPS', '1Z 999 AA1 01 2345 6784', '1Z999AA10123456784'],
    ['USPS with a postal code before it', '420331669400111899223100001234', '9400111899223100001234'],
    [
      'USPS with ZIP+4 and group separators',
      '\u001d420331661234\u001d9400111899223100001234',
      '9400111899223100001234',
    ],
    ['FedEx Express, 34 digits', '1001921334250001000300611698438060', '611698438060'],
    ['FedEx Ground, 22 digits', '9622001900000123456789', '000123456789'],
    ['typed in small letters', 'tba123456789012', 'TBA123456789012'],
  ])('%s', (_what, scanned, number) => {
    expect(numbersInScan(scanned)).toContain(number);
  });
  test('a stray mark is no number', () => {
    expect(numbersInScan('--1')).toEqual([]);
  });
});
