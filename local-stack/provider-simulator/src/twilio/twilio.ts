import type { Router } from 'express';
import { invalidInput, notFound } from '../problem.ts';
import type { Carrier } from '../world/carrier.ts';
import { createServiceWindows } from '../world/service-window.ts';
import type { TwilioAccount, TwilioContent, TwilioNumber } from './account.ts';
import { cdnHost } from './media-host.ts';
import { createMediaStore } from './media-store.ts';
import type { TwilioMessage } from './message-resource.ts';
import { createMessageStore } from './message-store.ts';
import { messagesApi } from './messages-api.ts';
import { createInventory, type TwilioOffer } from './offer.ts';
import { createOwnedNumbers } from './owned-numbers.ts';
import { receiveFromPerson } from './receive-from-person.ts';
import { tellStatus } from './send-to-person.ts';
import { createSenders } from './senders.ts';
import { createTwilioControl, type TwilioControl } from './twilio-control.ts';
import type { TwilioWires } from './wires.ts';

/** The simulated Twilio: its public door, its CDN, and what people's phones do to it. */
export interface Twilio extends Carrier {
  router: Router;
  cdn: Router;
  control: TwilioControl;
}

/** The part of the simulator's options that is Twilio's. */
export interface TwilioOptions {
  accounts: readonly TwilioAccount[];
  numbers: readonly TwilioNumber[];
  contents?: readonly TwilioContent[];
  inventory?: readonly TwilioOffer[];
}

type Own = 'messages' | 'media' | 'windows' | 'accounts' | 'numbers' | 'contents' | 'inventory' | 'owned' | 'senders';

/** @param wires everything but what is Twilio's own */
export function createTwilio(options: TwilioOptions, wires: Omit<TwilioWires, Own>): Twilio {
  let sinceLastClear = new AbortController();
  const messages = createMessageStore();
  const media = createMediaStore();
  const windows = createServiceWindows();
  const owned = createOwnedNumbers(options.numbers, () => wires.clock.now());
  const inventory = createInventory(options.inventory ?? []);
  const senders = createSenders(options.numbers, owned, wires.clock);
  const all: TwilioWires = {
    ...wires,
    messages,
    media,
    windows,
    accounts: options.accounts,
    contents: options.contents ?? [],
    inventory,
    owned,
    senders,
    get numbers() {
      return senders.numbers();
    },
    get stopping() {
      return AbortSignal.any([wires.stopping, sinceLastClear.signal]);
    },
  };
  const senderAt = (phone: string) => {
    const number = all.numbers.find((candidate) => candidate.phone === phone);
    if (!number) throw notFound(`There is no number ${phone}.`);
    if (number.isOnline === false) throw invalidInput(`The sender ${phone} is not online.`);
    return number;
  };
  return {
    router: messagesApi(all),
    cdn: cdnHost(all),
    control: createTwilioControl(all),
    provider: 'twilio',
    numbers: () => all.numbers.map(({ phone, name }) => ({ provider: 'twilio', key: phone, phone, name })),
    receive: (messages) =>
      Promise.all(
        messages.map((message) => receiveFromPerson({ ...message, number: senderAt(message.number.phone) }, all)),
      ),
    async tellStatus({ sid, status, errorCode, callbackUrl, person, number }) {
      if (callbackUrl === undefined)
        throw invalidInput('callbackUrl must be a string: Twilio posts a status where it was asked to.');
      const sender = senderAt(number.phone);
      const now = all.clock.now();
      const told: TwilioMessage = {
        sid,
        accountSid: sender.accountSid,
        from: `whatsapp:${number.phone}`,
        to: `whatsapp:${person.phone}`,
        body: '',
        direction: 'outbound-api',
        status: 'queued',
        media: [],
        errorCode,
        errorMessage: null,
        messagingServiceSid: null,
        dateCreated: now,
        dateUpdated: now,
        dateSent: null,
      };
      await tellStatus(told, status, callbackUrl, 1, all);
    },
    findMedia: (id) => media.find(id),
    clear() {
      sinceLastClear.abort();
      sinceLastClear = new AbortController();
      messages.clear();
      media.clear();
      windows.clear();
      owned.reset();
      inventory.reset();
      senders.reset();
    },
  };
}
