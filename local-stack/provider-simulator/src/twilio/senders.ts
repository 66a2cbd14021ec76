import type { Clock } from '../world/clock.ts';
import { newSid, type TwilioNumber } from './account.ts';
import type { OwnedNumbers } from './owned-numbers.ts';

/** @see https://www.twilio.com/docs/whatsapp/api/senders */
export type SenderStatus =
  | 'CREATING'
  | 'PENDING_VERIFICATION'
  | 'VERIFYING'
  | 'ONLINE'
  | 'ONLINE:UPDATING'
  | 'OFFLINE'
  | 'TWILIO_REVIEW';

export interface OfflineReason {
  code: string;
  message: string;
}

/**
 * How registering ends: 'stuck' stays CREATING; 'review' waits for a person at Twilio; an error leaves it OFFLINE.
 */
export type SenderOutcome = 'online' | 'stuck' | 'review' | OfflineReason;

export interface WhatsAppSender {
  sid: string;
  accountSid: string;
  phone: string;
  status: SenderStatus;
  configuration: Record<string, string>;
  profile: Record<string, unknown>;
  webhook: Record<string, string>;
  offlineReasons: OfflineReason[];
  quality: string;
  messagingLimit: string;
  messagingServiceSid?: string;
  /** The URL that is signed, if it differs from the one posted to. */
  signedUrl?: string;
}

/** Sent to a phone that is not Twilio's own; Twilio reads it by itself from its own numbers. */
export const VERIFICATION_CODE = '246810';
/** Real registration takes seconds to minutes. */
const STEP_MS = 150;

/**
 *   CREATING ─▶ VERIFYING ─▶ ONLINE ──update──▶ ONLINE:UPDATING ─▶ ONLINE
 *       └──▶ PENDING_VERIFICATION ──code──▶ VERIFYING       (a phone that is not Twilio's)
 *   any ──▶ OFFLINE (reasons), TWILIO_REVIEW                (by order)
 */
export interface Senders {
  /** What messages can be sent from and to: senders, as the parts that carry messages know them. */
  numbers(): TwilioNumber[];
  list(accountSid: string): WhatsAppSender[];
  find(accountSid: string, sid: string): WhatsAppSender | undefined;
  at(phone: string): WhatsAppSender | undefined;
  /** Begins to register; states follow on the clock. */
  register(
    sender: Pick<WhatsAppSender, 'accountSid' | 'phone' | 'configuration' | 'profile' | 'webhook'>,
  ): WhatsAppSender;
  update(sender: WhatsAppSender, changes: Partial<Pick<WhatsAppSender, 'configuration' | 'profile' | 'webhook'>>): void;
  remove(sid: string): void;
  /** The number below a sender is gone. */
  loseNumber(phone: string): void;
  /** How registering of this phone will end, or what becomes of a sender that is there. */
  decide(phone: string, outcome: SenderOutcome): void;
  reset(): void;
}

export function createSenders(fromStart: readonly TwilioNumber[], owned: OwnedNumbers, clock: Clock): Senders {
  const bySid = new Map<string, WhatsAppSender>();
  const timers = new Map<string, () => void>();
  const outcomes = new Map<string, SenderOutcome>();
  const later = (sender: WhatsAppSender, task: () => void) => {
    timers.get(sender.sid)?.();
    timers.set(sender.sid, clock.schedule(STEP_MS, task));
  };
  const settle = (sender: WhatsAppSender) => {
    const outcome = outcomes.get(sender.phone) ?? 'online';
    if (outcome === 'stuck') return;
    if (outcome === 'online') sender.status = 'ONLINE';
    else if (outcome === 'review') sender.status = 'TWILIO_REVIEW';
    else goOffline(sender, outcome);
  };
  const goOffline = (sender: WhatsAppSender, reason: OfflineReason) => {
    sender.status = 'OFFLINE';
    sender.offlineReasons = [reason];
  };
  const verify = (sender: WhatsAppSender) => {
    sender.status = 'VERIFYING';
    later(sender, () => settle(sender));
  };
  const begin = (sender: WhatsAppSender) => {
    if (outcomes.get(sender.phone) === 'stuck') return;
    if (owned.at(sender.phone)) verify(sender);
    else sender.status = 'PENDING_VERIFICATION';
  };
  const reset = () => {
    for (const callOff of timers.values()) callOff();
    for (const map of [bySid, timers, outcomes]) map.clear();
    for (const number of fromStart) {
      const sid = newSid('XE');
      const { webhookUrl, fallbackUrl, statusCallbackUrl, messagingServiceSid, signedUrl } = number;
      bySid.set(sid, {
        sid,
        accountSid: number.accountSid,
        phone: number.phone,
        status: number.isOnline === false ? 'OFFLINE' : 'ONLINE',
        configuration: {},
        profile: { name: number.name },
        webhook: {
          ...(webhookUrl !== undefined && { callback_url: webhookUrl }),
          ...(fallbackUrl !== undefined && { fallback_url: fallbackUrl }),
          ...(statusCallbackUrl !== undefined && { status_callback_url: statusCallbackUrl }),
        },
        offlineReasons: [],
        quality: 'HIGH',
        messagingLimit: '1K Customers/24hr',
        ...(messagingServiceSid !== undefined && { messagingServiceSid }),
        ...(signedUrl !== undefined && { signedUrl }),
      });
    }
  };
  reset();
  const at = (phone: string) => [...bySid.values()].find((sender) => sender.phone === phone);
  return {
    numbers: () => [...bySid.values()].map(numberOf),
    list: (accountSid) => [...bySid.values()].filter((sender) => sender.accountSid === accountSid),
    find(accountSid, sid) {
      const sender = bySid.get(sid);
      return sender?.accountSid === accountSid ? sender : undefined;
    },
    at,
    register(given) {
      const sender: WhatsAppSender = {
        ...given,
        sid: newSid('XE'),
        status: 'CREATING',
        offlineReasons: [],
        quality: 'HIGH',
        messagingLimit: '250 Customers/24hr',
      };
      bySid.set(sender.sid, sender);
      later(sender, () => begin(sender));
      return sender;
    },
    update(sender, { configuration = {}, profile = {}, webhook = {} }) {
      Object.assign(sender.configuration, configuration);
      Object.assign(sender.profile, profile);
      Object.assign(sender.webhook, webhook);
      if (sender.status === 'PENDING_VERIFICATION' && configuration.verification_code === VERIFICATION_CODE) {
        return verify(sender);
      }
      if (sender.status !== 'ONLINE' && sender.status !== 'ONLINE:UPDATING') return;
      sender.status = 'ONLINE:UPDATING';
      later(sender, () => {
        sender.status = 'ONLINE';
      });
    },
    remove(sid) {
      timers.get(sid)?.();
      bySid.delete(sid);
    },
    loseNumber(phone) {
      const sender = at(phone);
      if (sender) goOffline(sender, { code: '63110', message: 'The phone number of this sender is gone.' });
    },
    decide(phone, outcome) {
      outcomes.set(phone, outcome);
      const sender = at(phone);
      if (sender && outcome !== 'stuck') settle(sender);
    },
    reset,
  };
}

function numberOf(sender: WhatsAppSender): TwilioNumber {
  const { callback_url, fallback_url, status_callback_url } = sender.webhook;
  const { messagingServiceSid, signedUrl } = sender;
  return {
    provider: 'twilio',
    phone: sender.phone,
    name: String(sender.profile.name ?? sender.phone),
    accountSid: sender.accountSid,
    isOnline: sender.status.startsWith('ONLINE'),
    ...(callback_url && { webhookUrl: callback_url }),
    ...(fallback_url && { fallbackUrl: fallback_url }),
    ...(status_callback_url && { statusCallbackUrl: status_callback_url }),
    ...(messagingServiceSid !== undefined && { messagingServiceSid }),
    ...(signedUrl !== undefined && { signedUrl }),
  };
}

/** The Sender resource. */
export function senderJson(sender: WhatsAppSender): Record<string, unknown> {
  return {
    sid: sender.sid,
    status: sender.status,
    sender_id: `whatsapp:${sender.phone}`,
    friendly_name: null,
    configuration: {
      waba_id: null,
      verification_method: null,
      voice_application_sid: null,
      ...sender.configuration,
      verification_code: null,
    },
    webhook: {
      callback_url: null,
      callback_method: 'POST',
      fallback_url: null,
      fallback_method: 'POST',
      status_callback_url: null,
      status_callback_method: 'POST',
      ...sender.webhook,
    },
    profile: sender.profile,
    properties: sender.status.startsWith('ONLINE')
      ? { quality_rating: sender.quality, messaging_limit: sender.messagingLimit }
      : null,
    offline_reasons:
      sender.offlineReasons.length === 0
        ? null
        : sender.offlineReasons.map((reason) => ({
            ...reason,
            more_info: `https://www.twilio.com/docs/errors/${reason.code}`,
          })),
    compliance: null,
    url: `https://messaging.twilio.com/v2/Channels/Senders/${sender.sid}`,
  };
}
