import type { SenderState } from '../records/number-details.ts';
import type { PurchaseRecord, PurchaseState } from '../records/purchase-record.ts';

/** What one step at the provider came to. */
export type StepOutcome =
  /** the number is in our account; `isBought`: by this purchase */
  | { readonly kind: 'owned'; readonly phoneNumberSid: string; readonly isBought: boolean }
  | { readonly kind: 'pointed'; readonly at: Date }
  | { readonly kind: 'registered'; readonly senderSid: string; readonly word: string }
  | { readonly kind: 'checked'; readonly state: SenderState; readonly word: string; readonly reason: string | null }
  /** neither sender nor number is left, as far as this purchase is to give them back */
  | { readonly kind: 'undone' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly hint: string };

/** A purchase after a step, and when its next step is due; null: it waits for nobody, or for a person. */
export type NextPurchase = { readonly purchase: PurchaseRecord; readonly dueAt: Date | null };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Waits between checks of a new sender: most are online within a minute, some are reviewed for hours. */
const CHECK_WAITS_MS = [5, 5, 10, 10, 20, 30, 60, 120, 300].map((seconds) => seconds * SECOND);
const LATER_CHECKS_MS = 10 * MINUTE;
/** About a day of checks. */
export const CHECKS_MAX = 150;

/** States that a step works on: an entry for it is due or at work. */
export const isAtWork = (state: PurchaseState): boolean =>
  state === 'buying' || state === 'bought' || state === 'registering' || state === 'undoing';

/** What a person may do with a purchase now: see the drawing above PURCHASE_STATES. What is on line is released, with the number typed. */
export const whatCan = (purchase: PurchaseRecord): { resume: boolean; undo: boolean; verify: boolean } => ({
  resume: purchase.state === 'failed',
  undo: purchase.state === 'failed' || purchase.state === 'pending-verification',
  verify: purchase.state === 'pending-verification' && purchase.senderSid !== null,
});

/** The purchase after a step. Total: an outcome that does not belong to the state changes nothing. */
export function nextPurchase(purchase: PurchaseRecord, outcome: StepOutcome, now: Date): NextPurchase {
  const to = (state: PurchaseState, fields: Partial<PurchaseRecord>, dueAt: Date | null): NextPurchase => ({
    purchase: { ...purchase, failure: null, ...fields, state, version: purchase.version + 1, updatedAt: now },
    dueAt,
  });
  if (outcome.kind === 'failed') {
    const { code, message, hint } = outcome;
    if (purchase.state !== 'pending-verification' && !isAtWork(purchase.state)) return { purchase, dueAt: null };
    return to('failed', { failure: { step: purchase.state, code, message, hint } }, null);
  }
  switch (purchase.state) {
    case 'buying': {
      if (outcome.kind !== 'owned') break;
      const { phoneNumberSid, isBought } = outcome;
      return to('bought', { phoneNumberSid, wasOwned: !isBought, givesBack: isBought }, now);
    }
    case 'bought':
      if (outcome.kind !== 'pointed') break;
      return to('registering', { webhooksSetAt: outcome.at }, now);
    case 'registering': {
      if (outcome.kind !== 'registered') break;
      const fields = { senderSid: outcome.senderSid, senderWord: outcome.word, checks: 0 };
      return to('pending-verification', fields, checkAt(0, now));
    }
    case 'pending-verification':
      if (outcome.kind !== 'checked') break;
      return afterCheck(purchase, outcome, to, now);
    case 'undoing':
      if (outcome.kind !== 'undone') break;
      return to('undone', { senderSid: null, verificationCode: null }, null);
    case 'online':
    case 'failed':
    case 'undone':
      break;
    default:
      return purchase.state satisfies never;
  }
  return { purchase, dueAt: null };
}

function afterCheck(
  purchase: PurchaseRecord,
  { state, word, reason }: Extract<StepOutcome, { kind: 'checked' }>,
  to: (state: PurchaseState, fields: Partial<PurchaseRecord>, dueAt: Date | null) => NextPurchase,
  now: Date,
): NextPurchase {
  const checks = purchase.checks + 1;
  const seen = { senderWord: word, checks, verificationCode: null };
  const failed = (code: string, message: string, hint: string) =>
    to('failed', { ...seen, failure: { step: 'pending-verification', code, message, hint } }, null);
  if (state === 'online' || state === 'updating') return to('online', { ...seen, onlineAt: now }, null);
  if (state === 'offline' || state === 'rejected')
    return failed(
      'sender-refused',
      reason ?? 'WhatsApp did not take the number as a sender.',
      'Mend what the reason says, then resume; or undo to give the number back.',
    );
  if (checks >= CHECKS_MAX)
    return failed(
      'not-verified',
      `The sender is still ${word}.`,
      'Look at it in Twilio’s console, then resume or undo.',
    );
  return to('pending-verification', seen, checkAt(checks, now));
}

const checkAt = (checks: number, now: Date): Date =>
  new Date(now.getTime() + (CHECK_WAITS_MS[checks] ?? LATER_CHECKS_MS));

/** Goes on with the step that failed; null: nothing failed. */
export function resumed(purchase: PurchaseRecord, now: Date): NextPurchase | null {
  if (purchase.state !== 'failed' || purchase.failure === null) return null;
  const version = purchase.version + 1;
  const state = purchase.failure.step;
  return { purchase: { ...purchase, state, failure: null, checks: 0, version, updatedAt: now }, dueAt: now };
}

/**
 * Begins to undo; null: it is at work, or undone, or on line and not to be released.
 * @param givesBack true for a release: also a number that is on line, or was bought elsewhere
 */
export function undoing(purchase: PurchaseRecord, givesBack: boolean, now: Date): NextPurchase | null {
  if (!whatCan(purchase).undo && !(givesBack && purchase.state === 'online')) return null;
  const version = purchase.version + 1;
  return {
    purchase: {
      ...purchase,
      state: 'undoing',
      failure: null,
      givesBack: givesBack || purchase.givesBack,
      version,
      updatedAt: now,
    },
    dueAt: now,
  };
}

/** Keeps the code of a verification SMS or call, and checks at once; null: there is no sender that waits for one. */
export function withCode(purchase: PurchaseRecord, verificationCode: string, now: Date): NextPurchase | null {
  if (!whatCan(purchase).verify) return null;
  return {
    purchase: { ...purchase, verificationCode, checks: 0, version: purchase.version + 1, updatedAt: now },
    dueAt: now,
  };
}
