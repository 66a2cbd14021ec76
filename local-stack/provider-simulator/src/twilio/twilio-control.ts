import { notFound } from '../problem.ts';
import { type SenderOutcome, type SenderStatus, VERIFICATION_CODE } from './senders.ts';
import type { TwilioWires } from './wires.ts';

/** What only Twilio can be told to do. */
export interface TwilioControl {
  /** Somebody else buys the number: the next purchase meets 21422. Throws Problem 'not-found'. */
  sellToOther(phone: string): void;
  /** How registering this phone as a sender will end; or what becomes of the sender that is there. */
  decideSender(phone: string, outcome: SenderOutcome): void;
  senders(): { sid: string; phone: string; status: SenderStatus; webhook: Readonly<Record<string, string>> }[];
  ownedNumbers(): { sid: string; phone: string; settings: Readonly<Record<string, string>> }[];
  /** What a phone that is not Twilio's receives. */
  verificationCode: string;
}

export function createTwilioControl(wires: TwilioWires): TwilioControl {
  const everywhere = <T>(list: (accountSid: string) => T[]) => wires.accounts.flatMap(({ sid }) => list(sid));
  return {
    sellToOther(phone) {
      if (!wires.inventory.find(phone)) throw notFound(`${phone} is not for sale.`);
      wires.inventory.remove(phone);
    },
    decideSender: (phone, outcome) => wires.senders.decide(phone, outcome),
    senders: () =>
      everywhere(wires.senders.list).map(({ sid, phone, status, webhook }) => ({ sid, phone, status, webhook })),
    ownedNumbers: () => everywhere(wires.owned.list).map(({ sid, phone, settings }) => ({ sid, phone, settings })),
    verificationCode: VERIFICATION_CODE,
  };
}
