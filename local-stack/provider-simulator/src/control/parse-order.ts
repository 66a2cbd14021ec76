import {
  expectArray,
  expectOneOf,
  expectRecord,
  expectString,
  optionalFlag,
  optionalInteger,
  optionalNumber,
  optionalString,
} from '../parse-json.ts';
import { invalidInput } from '../problem.ts';
import { asObject } from '../wire/json-object.ts';
import { type FaultsOfOneDelivery, parseFaults } from '../world/faults.ts';
import type { Act, MessageContext } from '../world/persons-message.ts';
import type { Person } from '../world/roster.ts';
import type { Place, TimelineState } from '../world/timeline.ts';
import type { WaitCondition } from '../world/wait-for-messages.ts';
import { parseAct } from './parse-act.ts';

/** An attachment: a sample by its name, or bytes in base64. */
export interface AttachmentOrder {
  fileName?: string;
  base64?: string;
  /** As the phone declares it; need not be true. Default: by the file name's ending. */
  contentType?: string;
}

/** "This person sends this message to that number." */
export interface MessageOrder {
  /** E.164; a phone nobody knows joins the people. */
  from: string;
  /** One of the numbers: E.164, or the provider's own name (phone_number_id, session). */
  to: string;
  text?: string;
  /** Several make one webhook with several media; an album of a phone is one message each: see deliverAll. */
  media?: readonly AttachmentOrder[];
  place?: Place;
  /** Something else than writing or sending. */
  act?: Act;
  /** Id of the message that is answered. */
  replyTo?: string;
  forwarded?: MessageContext['forwarded'];
  /** Opened from an ad. */
  ad?: NonNullable<MessageContext['ad']>;
  /** Twilio: webhook form fields to add or replace; null leaves one out. */
  fields?: Readonly<Record<string, string | null>>;
  /** Meta and WAHA: keys of the message object (the payload) to add or replace; null leaves one out. */
  raw?: Readonly<Record<string, unknown>>;
  faults?: FaultsOfOneDelivery;
}

const ORDER_KEYS = [
  'from',
  'to',
  'text',
  'media',
  'place',
  'act',
  'replyTo',
  'forwarded',
  'ad',
  'fields',
  'raw',
  'faults',
] as const satisfies readonly (keyof MessageOrder)[];

/** Throws Problem 'invalid-input' that names the field. */
export function parseMessageOrder(input: unknown): MessageOrder {
  const given = expectRecord(input, 'message', ORDER_KEYS);
  return {
    from: expectString(given.from, 'message.from'),
    to: expectString(given.to, 'message.to'),
    ...optionalString(given, 'text', 'message'),
    ...(given.media !== undefined && { media: expectArray(given.media, 'message.media').map(parseAttachment) }),
    ...(given.place !== undefined && { place: parsePlace(given.place) }),
    ...(given.act !== undefined && { act: parseAct(given.act) }),
    ...optionalString(given, 'replyTo', 'message'),
    ...(given.forwarded !== undefined && {
      forwarded: expectOneOf(given.forwarded, 'message.forwarded', ['once', 'often'] as const),
    }),
    ...(given.ad !== undefined && { ad: parseAd(given.ad) }),
    ...(given.raw !== undefined && { raw: expectObject(given.raw, 'message.raw') }),
    ...(given.fields !== undefined && { fields: parseFields(given.fields) }),
    ...(given.faults !== undefined && { faults: parseFaults(given.faults) }),
  };
}

function parseAttachment(input: unknown, index: number): AttachmentOrder {
  const at = `message.media[${index}]`;
  const given = expectRecord(input, at, ['fileName', 'base64', 'contentType']);
  const attachment = {
    ...optionalString(given, 'fileName', at),
    ...optionalString(given, 'base64', at),
    ...optionalString(given, 'contentType', at),
  };
  if (attachment.fileName === undefined && attachment.base64 === undefined) {
    throw invalidInput(`${at} needs a fileName (of a sample) or base64.`);
  }
  return attachment;
}

function parseAd(input: unknown): NonNullable<MessageContext['ad']> {
  const given = expectRecord(input, 'message.ad', ['sourceId', 'sourceUrl', 'headline', 'clickId']);
  return {
    sourceId: expectString(given.sourceId, 'message.ad.sourceId'),
    sourceUrl: expectString(given.sourceUrl, 'message.ad.sourceUrl'),
    ...optionalString(given, 'headline', 'message.ad'),
    ...optionalString(given, 'clickId', 'message.ad'),
  };
}

function expectObject(input: unknown, name: string): Readonly<Record<string, unknown>> {
  const object = asObject(input);
  if (!object) throw invalidInput(`${name} must be a JSON object.`);
  return object;
}

function parsePlace(input: unknown): Place {
  const given = expectRecord(input, 'message.place', ['latitude', 'longitude', 'label', 'address']);
  const { latitude } = optionalNumber(given, 'latitude', 'message.place', { least: -90, most: 90 });
  const { longitude } = optionalNumber(given, 'longitude', 'message.place', { least: -180, most: 180 });
  if (latitude === undefined || longitude === undefined) {
    throw invalidInput('message.place needs latitude and longitude.');
  }
  return {
    latitude,
    longitude,
    ...optionalString(given, 'label', 'message.place'),
    ...optionalString(given, 'address', 'message.place'),
  };
}

function parseFields(input: unknown): Record<string, string | null> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw invalidInput('message.fields must be a JSON object of strings and nulls.');
  }
  return Object.fromEntries(
    Object.entries(input).map(([key, value]) => [
      key,
      value === null ? null : expectString(value, `message.fields.${key}`),
    ]),
  );
}

export function parsePerson(input: unknown): Person {
  const given = expectRecord(input, 'person', ['phone', 'name', 'userId', 'username', 'lid', 'usesLid', 'hidesPhone']);
  const phone = expectString(given.phone, 'person.phone');
  return {
    phone,
    name: optionalString(given, 'name', 'person').name || phone,
    ...optionalString(given, 'userId', 'person'),
    ...optionalString(given, 'username', 'person'),
    ...optionalString(given, 'lid', 'person'),
    ...optionalFlag(given, 'usesLid', 'person'),
    ...optionalFlag(given, 'hidesPhone', 'person'),
  };
}

/** Reads a wait condition from a query string, where numbers are text. */
export function parseWaitCondition(query: Readonly<Record<string, unknown>>): WaitCondition {
  const { count, timeoutMs, ...texts } = query;
  const given = expectRecord({ ...texts, ...asNumber('count', count), ...asNumber('timeoutMs', timeoutMs) }, 'wait', [
    'person',
    'number',
    'author',
    'text',
    'pattern',
    'state',
    'count',
    'timeoutMs',
  ]);
  const states: readonly (TimelineState | 'received' | 'any')[] = [
    'received',
    'any',
    'sending',
    'accepted',
    'refused',
    'queued',
    'sent',
    'delivered',
    'read',
    'undelivered',
  ];
  const state = states.find((candidate) => candidate === given.state);
  if (given.state !== undefined && !state) throw invalidInput(`wait.state must be one of: ${states.join(', ')}.`);
  const author = given.author === 'person' || given.author === 'business' ? given.author : undefined;
  if (given.author !== undefined && !author) throw invalidInput('wait.author must be person or business.');
  return {
    ...optionalString(given, 'person', 'wait'),
    ...optionalString(given, 'number', 'wait'),
    ...optionalString(given, 'text', 'wait'),
    ...optionalString(given, 'pattern', 'wait'),
    ...optionalInteger(given, 'count', 'wait', { least: 1 }),
    ...optionalNumber(given, 'timeoutMs', 'wait', { least: 0, most: LONGEST_WAIT_MS }),
    ...(state && { state }),
    ...(author && { author }),
  };
}

const LONGEST_WAIT_MS = 120_000;

const asNumber = (key: string, value: unknown) => (value === undefined ? {} : { [key]: Number(value) });
