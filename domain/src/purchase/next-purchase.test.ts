import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PURCHASE_STATES, type PurchaseRecord, type PurchaseState } from '../records/purchase-record.ts';
import { CHECKS_MAX, nextPurchase, resumed, type StepOutcome, undoing, whatCan, withCode } from './next-purchase.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const aPurchase = (over: Partial<PurchaseRecord> = {}): PurchaseRecord => ({
  state: 'buying',
  phone: '+15550100',
  country: 'US',
  kind: 'local',
  tenantId: 'sol',
  mode: 'dedicated',
  profileName: 'Importadora Sol',
  monthlyPrice: null,
  phoneNumberSid: null,
  senderSid: null,
  wasOwned: false,
  webhooksSetAt: null,
  onlineAt: null,
  senderWord: null,
  verificationCode: null,
  failure: null,
  givesBack: false,
  version: 3,
  checks: 0,
  requestedBy: { uid: 'olga', email: null },
  requestedAt: NOW,
  updatedAt: NOW,
  ...over,
});
const OUTCOMES: readonly StepOutcome[] = [
  { kind: 'owned', phoneNumberSid: 'PN1', isBought: true },
  { kind: 'owned', phoneNumberSid: 'PN1', isBought: false },
  { kind: 'pointed', at: NOW },
  { kind: 'registered', senderSid: 'XE1', word: 'CREATING' },
  { kind: 'checked', state: 'online', word: 'ONLINE', reason: null },
  { kind: 'checked', state: 'verifying', word: 'VERIFYING', reason: null },
  { kind: 'checked', state: 'offline', word: 'OFFLINE', reason: 'no' },
  { kind: 'undone' },
  { kind: 'failed', code: 'refused', message: 'no', hint: 'wait' },
];

/** Every arrow of the drawing above PURCHASE_STATES that a step can take. */
const ARROWS: readonly `${PurchaseState} ▶ ${PurchaseState}`[] = [
  'buying ▶ bought',
  'buying ▶ failed',
  'bought ▶ registering',
  'bought ▶ failed',
  'registering ▶ pending-verification',
  'registering ▶ failed',
  'pending-verification ▶ pending-verification',
  'pending-verification ▶ online',
  'pending-verification ▶ failed',
  'undoing ▶ undone',
  'undoing ▶ failed',
];

test('a step takes the arrows of the drawing, and no others', () => {
  const taken = new Set<string>();
  for (const state of PURCHASE_STATES)
    for (const outcome of OUTCOMES) {
      const before = aPurchase({ state });
      const { purchase } = nextPurchase(before, outcome, NOW);
      if (purchase !== before) taken.add(`${state} ▶ ${purchase.state}`);
    }
  expect([...taken].sort()).toEqual([...ARROWS].sort());
});

test('an entry is due exactly while there is a step to do, and every change raises the version', () => {
  for (const state of PURCHASE_STATES)
    for (const outcome of OUTCOMES) {
      const before = aPurchase({ state });
      const { purchase, dueAt } = nextPurchase(before, outcome, NOW);
      if (purchase === before) expect(dueAt).toBeNull();
      else {
        expect(dueAt !== null).toBe(!['online', 'failed', 'undone'].includes(purchase.state));
        expect(purchase.version).toBe(before.version + 1);
      }
    }
});

test('whatever happens, a number bought by the purchase is given back by undoing, and one that was ours is not', () => {
  const act = fc.oneof(
    fc.constantFrom(...OUTCOMES).map((outcome) => (p: PurchaseRecord) => nextPurchase(p, outcome, NOW).purchase),
    fc.constant((p: PurchaseRecord) => resumed(p, NOW)?.purchase ?? p),
    fc.constant((p: PurchaseRecord) => withCode(p, '123456', NOW)?.purchase ?? p),
  );
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const end = acts.reduce((purchase, change) => change(purchase), aPurchase());
      if (end.phoneNumberSid !== null) expect(end.givesBack).toBe(!end.wasOwned);
      expect(end.failure !== null).toBe(end.state === 'failed');
      const can = whatCan(end);
      expect(resumed(end, NOW) !== null).toBe(can.resume);
      expect(undoing(end, false, NOW) !== null).toBe(can.undo);
      expect(withCode(end, '1', NOW) !== null).toBe(can.verify);
    }),
  );
});

describe('checks of a new sender', () => {
  test('are quick at first, then every ten minutes, and end', () => {
    let purchase = aPurchase({ state: 'pending-verification', senderSid: 'XE1' });
    const waits: number[] = [];
    for (let now = NOW; purchase.state === 'pending-verification'; ) {
      const next = nextPurchase(purchase, { kind: 'checked', state: 'creating', word: 'CREATING', reason: null }, now);
      if (next.dueAt !== null) waits.push((next.dueAt.getTime() - now.getTime()) / 1_000);
      now = next.dueAt ?? now;
      purchase = next.purchase;
    }
    expect(waits.slice(0, 9)).toEqual([5, 10, 10, 20, 30, 60, 120, 300, 600]);
    expect(waits).toHaveLength(CHECKS_MAX - 1);
    expect(purchase.failure).toMatchObject({ step: 'pending-verification', code: 'not-verified' });
  });
});
