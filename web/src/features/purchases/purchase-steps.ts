import type { PurchaseState } from '@casillero/domain/records/purchase-record';

/** The steps of buying, as a person follows them, and of giving back. */
const BUYING = ['buying', 'registering', 'pending-verification', 'online'] as const;
const RELEASING = ['undoing', 'undone'] as const;

export type Step = {
  readonly step: (typeof BUYING)[number] | (typeof RELEASING)[number];
  readonly standing: 'done' | 'now' | 'failed' | 'to-come';
};

/** Where a state stands among the steps of buying; `bought` is the beginning of registering. */
const PLACES: Readonly<Partial<Record<PurchaseState, number>>> = {
  buying: 0,
  bought: 1,
  registering: 1,
  'pending-verification': 2,
  online: 3,
};

/** Each step with how it stands, for a purchase or a release. */
export function stepsOf(purchase: {
  readonly state: PurchaseState;
  readonly failure: { readonly step: PurchaseState } | null;
}): readonly Step[] {
  const hasFailed = purchase.state === 'failed';
  const at = hasFailed ? (purchase.failure?.step ?? 'buying') : purchase.state;
  if (at === 'undoing' || at === 'undone')
    return RELEASING.map((step, place) => ({
      step,
      standing: at === 'undone' ? 'done' : place === 0 ? (hasFailed ? 'failed' : 'now') : 'to-come',
    }));
  const here = PLACES[at] ?? 0;
  return BUYING.map((step, place) => ({
    step,
    standing: place < here || at === 'online' ? 'done' : place > here ? 'to-come' : hasFailed ? 'failed' : 'now',
  }));
}

/** Whether nothing happens any more unless somebody wants it to. */
export const isAtRest = ({ state }: { readonly state: PurchaseState }): boolean =>
  state === 'online' || state === 'undone' || state === 'failed';
