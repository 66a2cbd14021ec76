/** Kinds of numbers as AvailablePhoneNumbers names them in its paths, and in lists of a country's kinds. */
export const NUMBER_KINDS = {
  Local: 'local',
  Mobile: 'mobile',
  TollFree: 'toll_free',
  National: 'national',
  Voip: 'voip',
  SharedCost: 'shared_cost',
  MachineToMachine: 'machine_to_machine',
} as const;
export type NumberKind = keyof typeof NUMBER_KINDS;

/** A number that Twilio sells. */
export interface TwilioOffer {
  /** E.164 */
  phone: string;
  /** Two letters. */
  country: string;
  /** Default Local. */
  kind?: NumberKind;
  locality?: string;
  region?: string;
  /** Default none. Any other is asked for at buying: error 21631. */
  addressRequirements?: 'none' | 'any' | 'local' | 'foreign';
  /** A regulatory bundle is asked for at buying: error 21649. */
  needsBundle?: boolean;
  /** Default true. */
  sms?: boolean;
  voice?: boolean;
  /** Default false. */
  mms?: boolean;
  /** US dollars a month; default 1.15. */
  monthlyPrice?: string;
}

/** What is for sale, less what has been sold. */
export interface Inventory {
  /** What was for sale at the start: which countries and kinds there are, and prices. */
  catalogue: readonly TwilioOffer[];
  list(): TwilioOffer[];
  find(phone: string): TwilioOffer | undefined;
  /** Sells the number to somebody; it is found no longer. */
  remove(phone: string): void;
  reset(): void;
}

export function createInventory(offers: readonly TwilioOffer[]): Inventory {
  const left = new Map<string, TwilioOffer>();
  const reset = () => {
    left.clear();
    for (const offer of offers) left.set(offer.phone, offer);
  };
  reset();
  return {
    catalogue: offers,
    list: () => [...left.values()],
    find: (phone) => left.get(phone),
    remove: (phone) => void left.delete(phone),
    reset,
  };
}
