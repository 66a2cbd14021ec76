import {
  expectOneOf,
  expectRecord,
  optionalFlag,
  optionalInteger,
  optionalNumber,
  optionalString,
} from '../parse-json.ts';
import { PROVIDERS, type Provider } from './provider.ts';

/** How webhooks of inbound messages are delivered. */
export interface DeliveryFaults {
  /** How often the same webhook is posted; 1 is normal. */
  copies?: number;
  spacing?: 'in-sequence' | 'at-once';
  /** Simulated time between the person's "send" and the first request. */
  delayMs?: number;
  /** In which order several messages sent together go out; default at-once for an album. 'one-post': in as few webhooks
   *  as the provider can tell them in (Meta); at once for the others. */
  order?: 'as-given' | 'reversed' | 'shuffled' | 'at-once' | 'one-post';
  signature?: 'wrong' | 'missing' | 'old-secret';
}

/** What happens when the media of an inbound message is fetched. */
export type MediaFault =
  | { kind: 'expired' }
  /** 404 for the first tries, as seen right after a webhook. */
  | { kind: 'not-yet'; tries: number }
  /** The redirect works, but its target has run out: 403. */
  | { kind: 'link-expired' }
  /** The bytes are an HTML error page, while the declared type stays. */
  | { kind: 'wrong-bytes' }
  /** The declared type is changed, while the bytes stay. */
  | { kind: 'wrong-type'; contentType: string }
  | { kind: 'empty' }
  | { kind: 'too-large'; sizeBytes: number }
  /** The connection is cut after half of the bytes. */
  | { kind: 'ends-early' };

export const API_CALL_KINDS = ['send', 'mark', 'read', 'media', 'buy', 'manage'] as const;
export type ApiCallKind = (typeof API_CALL_KINDS)[number];

/** How requests of the client to the public door go wrong. */
export interface ApiFault {
  /** mark: as read, and typing. buy: of numbers. manage: what changes or gives back numbers and senders. */
  on: ApiCallKind | 'any';
  /** 'hang': no answer until the simulator stops. 'reset': the connection is cut. */
  kind: 'status' | 'hang' | 'reset';
  /** For kind 'status'; at Twilio 429 answers with error 20429 and Retry-After. */
  status?: number;
  /** For kind 'status' at Meta: the error of the Graph API, e.g. 131056; its HTTP status follows from it. */
  code?: number;
  /** Only requests to this provider; without it, to all. */
  provider?: Provider;
  /** Only messages to this phone (E.164). */
  person?: string;
  /** The request takes effect before it goes wrong: an uncertain outcome for the client. */
  takesEffect?: boolean;
  /** How many requests; without it, all of them. */
  times?: number;
}

export type StatusName = 'queued' | 'sent' | 'delivered' | 'read';

/** How the states of outgoing messages are told. */
export interface StatusFaults {
  /** Default queued, sent, delivered, read. Without 'delivered' the message goes straight to read. */
  path?: StatusName[];
  order?: 'as-given' | 'reversed';
  copies?: number;
  /** Callbacks are posted before the answer to the POST that sends. */
  isBeforeAnswer?: boolean;
  /** Meta: all states of a message in one POST. */
  isOnePost?: boolean;
  /** Every message ends undelivered with this error, after the states of the path. */
  errorCode?: number;
  /** Simulated time between two states; default 15. */
  stepMs?: number;
}

export interface Faults {
  delivery?: DeliveryFaults;
  media?: MediaFault;
  api?: ApiFault;
  statuses?: StatusFaults;
}

/** The part of the faults that can be set for one delivery. */
export type FaultsOfOneDelivery = Pick<Faults, 'delivery' | 'media'>;

const ORDERS = ['as-given', 'reversed', 'shuffled', 'at-once', 'one-post'] as const;
const STATUS_NAMES = ['queued', 'sent', 'delivered', 'read'] as const;
/** Larger than what Twilio takes in (16 MB). */
const TOO_LARGE_BYTES = 17_000_000;
const MOST_COPIES = 50;

/** Throws Problem 'invalid-input' that names the field and what it may be. */
export function parseFaults(input: unknown): Faults {
  const faults = expectRecord(input, 'faults', ['delivery', 'media', 'api', 'statuses']);
  return {
    ...(faults.delivery !== undefined && { delivery: parseDelivery(faults.delivery) }),
    ...(faults.media !== undefined && { media: parseMedia(faults.media) }),
    ...(faults.api !== undefined && { api: parseApi(faults.api) }),
    ...(faults.statuses !== undefined && { statuses: parseStatuses(faults.statuses) }),
  };
}

function parseDelivery(input: unknown): DeliveryFaults {
  const at = 'faults.delivery';
  const given = expectRecord(input, at, ['copies', 'spacing', 'delayMs', 'order', 'signature']);
  return {
    ...optionalInteger(given, 'copies', at, { least: 1, most: MOST_COPIES }),
    ...optionalNumber(given, 'delayMs', at, { least: 0 }),
    ...(given.spacing !== undefined && {
      spacing: expectOneOf(given.spacing, `${at}.spacing`, ['in-sequence', 'at-once'] as const),
    }),
    ...(given.order !== undefined && { order: expectOneOf(given.order, `${at}.order`, ORDERS) }),
    ...(given.signature !== undefined && {
      signature: expectOneOf(given.signature, `${at}.signature`, ['wrong', 'missing', 'old-secret'] as const),
    }),
  };
}

function parseMedia(input: unknown): MediaFault {
  const at = 'faults.media';
  const given = expectRecord(input, at, ['kind', 'tries', 'contentType', 'sizeBytes']);
  const kinds = [
    'expired',
    'not-yet',
    'link-expired',
    'wrong-bytes',
    'wrong-type',
    'empty',
    'too-large',
    'ends-early',
  ] as const;
  const kind = expectOneOf(given.kind, `${at}.kind`, kinds);
  switch (kind) {
    case 'not-yet':
      return { kind, tries: optionalInteger(given, 'tries', at, { least: 1 }).tries ?? 2 };
    case 'wrong-type':
      return { kind, contentType: typeof given.contentType === 'string' ? given.contentType : 'application/pdf' };
    case 'too-large':
      return {
        kind,
        sizeBytes: optionalInteger(given, 'sizeBytes', at, { least: 1 }).sizeBytes ?? TOO_LARGE_BYTES,
      };
    default:
      return { kind };
  }
}

function parseApi(input: unknown): ApiFault {
  const at = 'faults.api';
  const given = expectRecord(input, at, ['on', 'kind', 'status', 'takesEffect', 'times', 'code', 'provider', 'person']);
  return {
    on: given.on === undefined ? 'any' : expectOneOf(given.on, `${at}.on`, [...API_CALL_KINDS, 'any'] as const),
    kind: expectOneOf(given.kind, `${at}.kind`, ['status', 'hang', 'reset'] as const),
    ...optionalInteger(given, 'status', at, { least: 400, most: 599 }),
    ...optionalInteger(given, 'times', at, { least: 1 }),
    ...optionalInteger(given, 'code', at, { least: 0 }),
    ...optionalString(given, 'person', at),
    ...(given.provider !== undefined && { provider: expectOneOf(given.provider, `${at}.provider`, PROVIDERS) }),
    ...optionalFlag(given, 'takesEffect', at),
  };
}

function parseStatuses(input: unknown): StatusFaults {
  const at = 'faults.statuses';
  const given = expectRecord(input, at, [
    'path',
    'order',
    'copies',
    'isBeforeAnswer',
    'errorCode',
    'stepMs',
    'isOnePost',
  ]);
  return {
    ...(Array.isArray(given.path) && {
      path: given.path.map((name, index) => expectOneOf(name, `${at}.path[${index}]`, STATUS_NAMES)),
    }),
    ...(given.order !== undefined && {
      order: expectOneOf(given.order, `${at}.order`, ['as-given', 'reversed'] as const),
    }),
    ...optionalInteger(given, 'copies', at, { least: 1, most: MOST_COPIES }),
    ...optionalInteger(given, 'errorCode', at, { least: 1 }),
    ...optionalNumber(given, 'stepMs', at, { least: 0 }),
    ...optionalFlag(given, 'isBeforeAnswer', at),
    ...optionalFlag(given, 'isOnePost', at),
  };
}
