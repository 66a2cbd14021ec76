import type { MetaControl } from '../meta/meta-control.ts';
import type { OpenAiControl } from '../openai/script.ts';
import { invalidInput, notFound } from '../problem.ts';
import type { Twilio } from '../twilio/twilio.ts';
import type { TwilioControl } from '../twilio/twilio-control.ts';
import type { WahaControl } from '../waha/waha-control.ts';
import type { Carrier } from '../world/carrier.ts';
import type { Clock } from '../world/clock.ts';
import type { EventFeed } from '../world/event-feed.ts';
import type { DeliveryFaults, Faults } from '../world/faults.ts';
import type { Journal } from '../world/journal.ts';
import type { DeliveryReport, PersonsMessage } from '../world/persons-message.ts';
import type { ListedNumber } from '../world/provider.ts';
import type { Person, Roster } from '../world/roster.ts';
import type { StandingFaults } from '../world/standing-faults.ts';
import type { Timeline, TimelineFilter, TimelineMessage } from '../world/timeline.ts';
import type { Typing } from '../world/typing.ts';
import { type WaitCondition, waitForMessages } from '../world/wait-for-messages.ts';
import type { AttachmentOrder, MessageOrder } from './parse-order.ts';
import { contentTypeOf, type Samples } from './samples.ts';

export interface StatusOrder {
  /** Any message id, also one that was never given out. */
  sid: string;
  status: string;
  errorCode?: number;
  /** Needed for Twilio only. */
  callbackUrl?: string;
  /** Meta: biz_opaque_callback_data. */
  callbackData?: string;
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
  deliverAll(orders: readonly MessageOrder[], sequence?: Sequence): Promise<DeliveryReport[]>;
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
  /** Businesses that are seen typing. */
  typing(): { person: string; number: string }[];
  /** What only one provider can be told to do. Throws Problem 'not-found' when the simulator was started without it. */
  twilio: TwilioControl;
  meta: MetaControl;
  waha: WahaControl;
  /** Answers of the endpoint for chat and vision. */
  openai: OpenAiControl;
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
  typing: Typing;
  carriers: readonly Carrier[];
  twilio: Twilio;
  meta: MetaControl | null;
  waha: WahaControl | null;
  openai: OpenAiControl;
}

export type Sequence = NonNullable<DeliveryFaults['order']>;

export function createControl(wires: ControlWires): Control {
  const { clock, events, faults, journal, roster, samples, timeline, twilio } = wires;

  const carriers = new Map(wires.carriers.map((carrier) => [carrier.provider, carrier]));
  const numbers = () => wires.carriers.flatMap((carrier) => carrier.numbers());
  const numberAt = (named: string) => {
    const all = numbers();
    const number = all.find(({ phone }) => phone === named) ?? all.find(({ key }) => key === named);
    if (number) return number;
    throw notFound(
      `There is no business number ${named}. There are: ${all.map(({ phone }) => phone).join(', ') || 'none'}.`,
    );
  };

  const attachmentOf = async ({ fileName, base64, contentType }: AttachmentOrder) => {
    const file =
      base64 === undefined
        ? await samples.read(fileName ?? '')
        : { bytes: Buffer.from(base64, 'base64'), contentType: contentTypeOf(fileName ?? '') };
    return { bytes: file.bytes, contentType: contentType ?? file.contentType, fileName: fileName ?? null };
  };

  const messageOf = async (order: MessageOrder): Promise<PersonsMessage<ListedNumber>> => {
    const number = numberAt(order.to);
    const person = roster.find(order.from) ?? roster.add({ phone: order.from, name: order.from });
    const standing = faults.get();
    const { replyTo, forwarded, ad } = order;
    return {
      person,
      number,
      text: order.text ?? '',
      media: await Promise.all((order.media ?? []).map(attachmentOf)),
      place: order.place ?? null,
      act: order.act ?? null,
      context: { ...(replyTo !== undefined && { replyTo }), ...(forwarded && { forwarded }), ...(ad && { ad }) },
      fields: order.fields ?? {},
      raw: order.raw ?? {},
      delivery: { ...standing.delivery, ...order.faults?.delivery },
      mediaFault: order.faults?.media ?? standing.media ?? null,
    };
  };

  const deliver = async (order: MessageOrder) => {
    const message = await messageOf(order);
    const [report] = (await carriers.get(message.number.provider)?.receive([message])) ?? [];
    if (!report) throw notFound(`Nobody carries messages to ${order.to}.`);
    return report;
  };

  const deliverTogether = async (orders: readonly MessageOrder[]) => {
    const messages = await Promise.all(orders.map(messageOf));
    const reports = new Map<PersonsMessage<ListedNumber>, DeliveryReport>();
    const told = wires.carriers.map(async (carrier) => {
      const own = messages.filter(({ number }) => number.provider === carrier.provider);
      const reported = await carrier.receive(own);
      for (const [index, message] of own.entries()) {
        const report = reported[index];
        if (report) reports.set(message, report);
      }
    });
    await Promise.all(told);
    return messages.flatMap((message) => reports.get(message) ?? []);
  };

  return {
    people: () => roster.list(),
    addPerson: (person) => roster.add(person),
    numbers,
    deliver,
    async deliverAll(orders, sequence = faults.get().delivery?.order ?? 'at-once') {
      const places = orders.map((_, index) => index);
      if (sequence === 'one-post') return deliverTogether(orders);
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
    async tellStatus({ person, number: named, errorCode, ...order }) {
      const found = roster.find(person) ?? { phone: person, name: person };
      const number = numberAt(named);
      await carriers
        .get(number.provider)
        ?.tellStatus({ ...order, number, person: found, errorCode: errorCode ?? null });
    },
    journal: () => journal,
    typing: () => wires.typing.list(),
    twilio: twilio.control,
    get meta() {
      if (!wires.meta) throw notFound('The simulator was started without Meta.');
      return wires.meta;
    },
    get waha() {
      if (!wires.waha) throw notFound('The simulator was started without WAHA.');
      return wires.waha;
    },
    openai: wires.openai,
    samples,
    findMedia(id) {
      const media = wires.carriers.map((carrier) => carrier.findMedia(id)).find((found) => found !== undefined);
      if (!media) throw notFound(`There is no media ${id}.`);
      return { bytes: media.bytes, contentType: media.contentType };
    },
    clear() {
      timeline.clear();
      for (const carrier of wires.carriers) carrier.clear();
      wires.typing.clear();
      wires.openai.clear();
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
