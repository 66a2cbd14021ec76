import { invalidInput, notFound } from '../problem.ts';
import type { TwilioNumber } from '../twilio/account.ts';
import type { DeliveryReport } from '../twilio/receive-from-person.ts';
import type { Twilio } from '../twilio/twilio.ts';
import type { Clock } from '../world/clock.ts';
import type { EventFeed } from '../world/event-feed.ts';
import type { DeliveryFaults, Faults } from '../world/faults.ts';
import type { Journal } from '../world/journal.ts';
import type { Person, Roster } from '../world/roster.ts';
import type { StandingFaults } from '../world/standing-faults.ts';
import type { Timeline, TimelineFilter, TimelineMessage } from '../world/timeline.ts';
import { type WaitCondition, waitForMessages } from '../world/wait-for-messages.ts';
import type { AttachmentOrder, MessageOrder } from './parse-order.ts';
import { contentTypeOf, type Samples } from './samples.ts';

/** A business number as people see it. */
export interface ListedNumber {
  phone: string;
  name: string;
  provider: 'twilio';
}

export interface StatusOrder {
  /** Any message id, also one that was never given out. */
  sid: string;
  status: string;
  errorCode?: number;
  callbackUrl: string;
  person: string;
  number: string;
}

/** What tests and the phone page can do to the simulated world; the control door offers the same over HTTP. */
export interface Control {
  people(): Person[];
  addPerson(person: Person): Person;
  numbers(): ListedNumber[];
  /** Sends one message and resolves when its webhook is delivered or given up. Throws Problem for a bad order. */
  deliver(order: MessageOrder): Promise<DeliveryReport>;
  /** Sends several, at once unless told otherwise; the reports are in the order of the orders. */
  deliverAll(orders: readonly MessageOrder[], sequence?: DeliveryFaults['order']): Promise<DeliveryReport[]>;
  messages(filter?: TimelineFilter): TimelineMessage[];
  /** @see waitForMessages */
  waitFor(condition: WaitCondition, signal?: AbortSignal): Promise<TimelineMessage[]>;
  faults(): Faults;
  /** Replaces the standing faults; `{}` ends them. */
  setFaults(faults: Faults): void;
  clock(): { now: string; isFrozen: boolean };
  advanceClock(step: { ms: number }): void;
  setClockFrozen(isFrozen: boolean): void;
  tellStatus(order: StatusOrder): Promise<void>;
  /** Webhooks posted, alerts, security violations and API calls so far. */
  journal(): Pick<Journal, 'webhooks' | 'alerts' | 'violations' | 'apiCalls'>;
  samples: Samples;
  findMedia(id: string): { bytes: Buffer; contentType: string };
  /** Forgets messages, media, windows, journal, faults and added people. The clock goes on. */
  clear(): void;
  subscribe: EventFeed['subscribe'];
}

export interface ControlWires {
  clock: Clock;
  events: EventFeed;
  journal: Journal;
  timeline: Timeline;
  roster: Roster;
  faults: StandingFaults;
  samples: Samples;
  numbers: readonly TwilioNumber[];
  twilio: Twilio;
}

export function createControl(wires: ControlWires): Control {
  const { clock, events, faults, journal, roster, samples, timeline, twilio } = wires;

  const numberAt = (phone: string) => {
    const number = wires.numbers.find((candidate) => candidate.phone === phone);
    if (number) return number;
    const known = wires.numbers.map((candidate) => candidate.phone).join(', ');
    throw notFound(`There is no business number ${phone}. There are: ${known || 'none'}.`);
  };

  const attachmentOf = async ({ fileName, base64, contentType }: AttachmentOrder) => {
    const file =
      base64 === undefined
        ? await samples.read(fileName ?? '')
        : { bytes: Buffer.from(base64, 'base64'), contentType: contentTypeOf(fileName ?? '') };
    return { bytes: file.bytes, contentType: contentType ?? file.contentType, fileName: fileName ?? null };
  };

  const deliver = async (order: MessageOrder) => {
    const number = numberAt(order.to);
    if (number.isOnline === false) throw invalidInput(`The sender ${number.phone} is not online.`);
    const person = roster.find(order.from) ?? roster.add({ phone: order.from, name: order.from });
    const standing = faults.get();
    return twilio.receive({
      person,
      number,
      text: order.text ?? '',
      media: await Promise.all((order.media ?? []).map(attachmentOf)),
      place: order.place ?? null,
      fields: order.fields ?? {},
      delivery: { ...standing.delivery, ...order.faults?.delivery },
      mediaFault: order.faults?.media ?? standing.media ?? null,
    });
  };

  return {
    people: () => roster.list(),
    addPerson: (person) => roster.add(person),
    numbers: () => wires.numbers.map(({ phone, name, provider }) => ({ phone, name, provider })),
    deliver,
    async deliverAll(orders, sequence = faults.get().delivery?.order ?? 'at-once') {
      const places = orders.map((_, index) => index);
      if (sequence === 'at-once') return Promise.all(orders.map(deliver));
      const reports = new Map<number, DeliveryReport>();
      for (const place of inSequence(places, sequence)) {
        const order = orders[place];
        if (order) reports.set(place, await deliver(order));
      }
      return places.flatMap((place) => reports.get(place) ?? []);
    },
    messages: (filter) => timeline.list(filter),
    waitFor: (condition, signal) => waitForMessages(timeline, events, condition, signal),
    faults: () => faults.get(),
    setFaults: (replacement) => faults.replace(replacement),
    clock: () => ({ now: clock.now().toISOString(), isFrozen: clock.isFrozen }),
    advanceClock({ ms }) {
      if (!(ms >= 0)) throw invalidInput('The clock can only be moved forward.');
      clock.advance(ms);
      events.emit({ type: 'clock', now: clock.now().toISOString(), isFrozen: clock.isFrozen });
    },
    setClockFrozen(isFrozen) {
      clock.setFrozen(isFrozen);
      events.emit({ type: 'clock', now: clock.now().toISOString(), isFrozen });
    },
    async tellStatus({ person, errorCode, ...order }) {
      const found = roster.find(person) ?? { phone: person, name: person };
      await twilio.tellStatus({ ...order, person: found, errorCode: errorCode ?? null });
    },
    journal: () => journal,
    samples,
    findMedia(id) {
      const media = twilio.findMedia(id);
      if (!media) throw notFound(`There is no media ${id}.`);
      return { bytes: media.bytes, contentType: media.contentType };
    },
    clear() {
      timeline.clear();
      twilio.clear();
      journal.clear();
      roster.reset();
      faults.replace({});
      events.emit({ type: 'cleared' });
    },
    subscribe: (listener) => events.subscribe(listener),
  };
}

function inSequence(places: readonly number[], sequence: 'as-given' | 'reversed' | 'shuffled'): number[] {
  if (sequence === 'as-given') return [...places];
  if (sequence === 'reversed') return places.toReversed();
  return places
    .map((place) => ({ place, weight: Math.random() }))
    .sort((one, other) => one.weight - other.weight)
    .map(({ place }) => place);
}
