import type { StepOutcome } from '@casillero/domain/purchase/next-purchase';
import type { PurchaseRecord } from '@casillero/domain/records/purchase-record';
import type { Failure } from '@casillero/domain/result';
import type { NumberAccount, ProviderFailureCode, ProviderResult } from '../numbers/ports.ts';

/** One step done at the provider; or not, and trying again may help. */
export type StepTried =
  | { readonly kind: 'tried'; readonly outcome: StepOutcome }
  | { readonly kind: 'again'; readonly failure: Failure<ProviderFailureCode> };

/** What the number is called at the provider while and after this purchase: tells whose purchase it was. */
export const nameOfPurchase = (purchaseId: string): string => `casillero ${purchaseId}`;

/** Twilio's word that a number is not for sale: also what it says of one that we bought a moment ago. */
const NOT_FOR_SALE = /^Twilio 21422:/;

/**
 * Does the next step of a purchase at the provider. Every step first looks whether it was done already - by an attempt
 * whose outcome nobody knows, or by hand - so that it may be repeated after any crash: a number is never paid twice,
 * also because a purchase is of exactly one number, which can be bought only once.
 */
export async function provisionStep(
  account: NumberAccount,
  id: string,
  purchase: PurchaseRecord,
  now: () => Date,
): Promise<StepTried> {
  switch (purchase.state) {
    case 'buying':
      return buy(account, id, purchase.phone);
    case 'bought': {
      if (purchase.phoneNumberSid === null) return lost();
      const pointed = await account.pointNumber(purchase.phoneNumberSid);
      return pointed.ok ? tried({ kind: 'pointed', at: now() }) : failed(pointed.failure);
    }
    case 'registering':
      return register(account, purchase);
    case 'pending-verification':
      return check(account, purchase);
    case 'undoing':
      return undo(account, id, purchase);
    case 'online':
    case 'failed':
    case 'undone':
      // Nothing is due in these states: an entry for them is superseded, and never gets here.
      return tried({ kind: 'failed', code: 'nothing-to-do', message: 'Nothing was to be done.', hint: 'Reload.' });
    default:
      return purchase.state satisfies never;
  }
}

async function buy(account: NumberAccount, id: string, phone: string): Promise<StepTried> {
  const name = nameOfPurchase(id);
  const found = await account.findOwned(phone);
  if (!found.ok) return failed(found.failure);
  if (found.value !== null) return owned(found.value.sid, found.value.friendlyName === name);
  const bought = await account.buy(phone, name);
  if (bought.ok) return owned(bought.value.sid, true);
  if (!NOT_FOR_SALE.test(bought.failure.message)) return failed(bought.failure);
  const again = await account.findOwned(phone);
  if (!again.ok) return failed(again.failure);
  return again.value === null ? failed(bought.failure) : owned(again.value.sid, again.value.friendlyName === name);
}

async function register(account: NumberAccount, { phone, profileName }: PurchaseRecord): Promise<StepTried> {
  const found = await account.findSender(phone);
  if (!found.ok) return failed(found.failure);
  if (found.value !== null) {
    const pointed = await account.pointSender(found.value.sid);
    if (!pointed.ok) return failed(pointed.failure);
    return tried({ kind: 'registered', senderSid: found.value.sid, word: found.value.word });
  }
  const made = await account.createSender(phone, profileName);
  if (!made.ok) return failed(made.failure);
  return tried({ kind: 'registered', senderSid: made.value.sid, word: made.value.word });
}

async function check(account: NumberAccount, purchase: PurchaseRecord): Promise<StepTried> {
  if (purchase.senderSid === null) return lost();
  if (purchase.verificationCode !== null) {
    const handed = await account.submitCode(purchase.senderSid, purchase.verificationCode);
    if (!handed.ok) return failed(handed.failure);
  }
  const found = await account.getSender(purchase.senderSid);
  if (!found.ok) return failed(found.failure);
  const { state, word, reason } = found.value;
  return tried({ kind: 'checked', state, word, reason });
}

/** The sender first: a number that goes while it is a sender leaves a broken sender behind. */
async function undo(account: NumberAccount, id: string, purchase: PurchaseRecord): Promise<StepTried> {
  const { phone, givesBack } = purchase;
  const sender = await account.findSender(phone);
  if (!sender.ok) return failed(sender.failure);
  if (sender.value !== null) {
    const deleted = unlessMissing(await account.deleteSender(sender.value.sid));
    if (!deleted.ok) return failed(deleted.failure);
  }
  const found = await account.findOwned(phone);
  if (!found.ok) return failed(found.failure);
  // What this purchase bought without hearing of it is known by its name.
  const isOurs = found.value?.friendlyName === nameOfPurchase(id);
  if (found.value !== null && (isOurs || givesBack)) {
    const released = unlessMissing(await account.release(found.value.sid));
    if (!released.ok) return failed(released.failure);
  }
  return tried({ kind: 'undone' });
}

const unlessMissing = (result: ProviderResult<null>): ProviderResult<null> =>
  !result.ok && result.failure.code === 'missing' ? { ok: true, value: null } : result;

const tried = (outcome: StepOutcome): StepTried => ({ kind: 'tried', outcome });
const owned = (phoneNumberSid: string, isBought: boolean) => tried({ kind: 'owned', phoneNumberSid, isBought });

function failed(failure: Failure<ProviderFailureCode>): StepTried {
  if (failure.code === 'temporary' || failure.code === 'unknown') return { kind: 'again', failure };
  const { message, hint } = failure;
  return tried({ kind: 'failed', code: failure.code === 'missing' ? 'gone-at-provider' : 'refused', message, hint });
}

const lost = () =>
  tried({ kind: 'failed', code: 'incomplete', message: 'The purchase does not know what it made.', hint: 'Undo it.' });
