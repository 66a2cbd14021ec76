import type { SenderState } from '@casillero/domain/records/number-details';
import { ok } from '@casillero/domain/result';
import { z } from 'zod';
import type { NumberAccount, OwnedNumber, ProviderResult, WhatsAppSender } from '../../usecases/numbers/ports.ts';
import { callTwilio, type TwilioCall } from './call-twilio.ts';
import type { TwilioClient } from './messages.ts';
import { isWebhookOf, webhookAddresses } from './webhook-addresses.ts';

/** @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
const incomingNumber = z.object({
  sid: z.string(),
  phone_number: z.string(),
  friendly_name: z.string().nullish(),
  sms_url: z.string().nullish(),
});
const incomingNumbers = z.object({
  incoming_phone_numbers: z.array(incomingNumber),
  next_page_uri: z.string().nullish(),
});

/** @see https://www.twilio.com/docs/whatsapp/api/senders */
const channelSender = z.object({
  sid: z.string(),
  status: z.string(),
  sender_id: z.string(),
  offline_reasons: z
    .array(z.object({ code: z.union([z.string(), z.number()]).nullish(), message: z.string().nullish() }))
    .nullish(),
  properties: z.object({ quality_rating: z.string().nullish(), messaging_limit: z.string().nullish() }).nullish(),
  profile: z.object({ name: z.string().nullish() }).nullish(),
  webhook: z.object({ callback_url: z.string().nullish() }).nullish(),
});
const channelSenders = z.object({
  senders: z.array(channelSender),
  meta: z.object({ next_page_url: z.string().nullish() }).nullish(),
});
const nothing = z.unknown().transform(() => null);

/** Pages asked for at most: a list that never ends is not followed. */
const PAGES_MAX = 50;

const STATES: Readonly<Record<string, SenderState>> = {
  CREATING: 'creating',
  PENDING_VERIFICATION: 'pending-verification',
  VERIFYING: 'verifying',
  ONLINE: 'online',
  'ONLINE:UPDATING': 'updating',
  OFFLINE: 'offline',
  TWILIO_REVIEW: 'review',
  DRAFT: 'draft',
  STUBBED: 'draft',
};

/** The numbers and senders of our Twilio account. */
export function twilioNumberAccount(
  client: TwilioClient,
  settings: () => { readonly accountSid: string; readonly publicBaseUrl: string; readonly wabaId: string | null },
): NumberAccount {
  const numbersPath = () => `/2010-04-01/Accounts/${settings().accountSid}/IncomingPhoneNumbers`;
  const call = <Value>(request: TwilioCall, schema: z.ZodType<Value>) => callTwilio(client, request, schema);
  const api = { host: 'api.twilio.com' } as const;
  const messaging = { host: 'messaging.twilio.com' } as const;
  const senderPath = (sid: string) => `/v2/Channels/Senders/${encodeURIComponent(sid)}`;
  const smsFields = () => {
    const { callbackUrl, fallbackUrl } = webhookAddresses(settings().publicBaseUrl);
    return { SmsUrl: callbackUrl, SmsMethod: 'POST', SmsFallbackUrl: fallbackUrl, SmsFallbackMethod: 'POST' };
  };
  const senderWebhook = () => {
    const { callbackUrl, fallbackUrl, statusUrl } = webhookAddresses(settings().publicBaseUrl);
    return {
      callback_url: callbackUrl,
      callback_method: 'POST',
      fallback_url: fallbackUrl,
      fallback_method: 'POST',
      status_callback_url: statusUrl,
      status_callback_method: 'POST',
    };
  };
  const listSenders = async (): Promise<ProviderResult<readonly WhatsAppSender[]>> => {
    const senders: WhatsAppSender[] = [];
    let path: string | null = '/v2/Channels/Senders?Channel=whatsapp&PageSize=100';
    for (let page = 0; path !== null && page < PAGES_MAX; page++) {
      const listed: ProviderResult<z.output<typeof channelSenders>> = await call(
        { ...messaging, method: 'get', path },
        channelSenders,
      );
      if (!listed.ok) return listed;
      senders.push(...listed.value.senders.map(sender));
      path = pathOf(listed.value.meta?.next_page_url ?? null);
    }
    return ok(senders);
  };

  return {
    account: () => settings().accountSid,
    isOurWebhook: (url) => isWebhookOf(settings().publicBaseUrl, url),
    findOwned: async (phone) => {
      const query = { PhoneNumber: phone, PageSize: '20' };
      const listed = await call({ ...api, method: 'get', path: `${numbersPath()}.json`, query }, incomingNumbers);
      if (!listed.ok) return listed;
      const found = listed.value.incoming_phone_numbers.find((each) => each.phone_number === phone);
      return ok(found === undefined ? null : owned(found));
    },
    listOwned: async () => {
      const numbers: OwnedNumber[] = [];
      let path: string | null = `${numbersPath()}.json?PageSize=1000`;
      for (let page = 0; path !== null && page < PAGES_MAX; page++) {
        const listed: ProviderResult<z.output<typeof incomingNumbers>> = await call(
          { ...api, method: 'get', path },
          incomingNumbers,
        );
        if (!listed.ok) return listed;
        numbers.push(...listed.value.incoming_phone_numbers.map(owned));
        path = pathOf(listed.value.next_page_uri ?? null);
      }
      return ok(numbers);
    },
    buy: async (phone, name) => {
      const form = { PhoneNumber: phone, FriendlyName: name, ...smsFields() };
      const bought = await call({ ...api, method: 'post', path: `${numbersPath()}.json`, form }, incomingNumber);
      return bought.ok ? ok(owned(bought.value)) : bought;
    },
    pointNumber: (sid) =>
      call(
        { ...api, method: 'post', path: `${numbersPath()}/${encodeURIComponent(sid)}.json`, form: smsFields() },
        nothing,
      ),
    release: (sid) =>
      call({ ...api, method: 'delete', path: `${numbersPath()}/${encodeURIComponent(sid)}.json` }, nothing),
    listSenders,
    findSender: async (phone) => {
      const listed = await listSenders();
      return listed.ok ? ok(listed.value.find((each) => each.phone === phone) ?? null) : listed;
    },
    createSender: async (phone, profileName) => {
      const { wabaId } = settings();
      const json = {
        sender_id: `whatsapp:${phone}`,
        configuration: { ...(wabaId === null ? {} : { waba_id: wabaId }), verification_method: 'sms' },
        profile: { name: profileName },
        webhook: senderWebhook(),
      };
      const made = await call({ ...messaging, method: 'post', path: '/v2/Channels/Senders', json }, channelSender);
      return made.ok ? ok(sender(made.value)) : made;
    },
    getSender: async (sid) => {
      const found = await call({ ...messaging, method: 'get', path: senderPath(sid) }, channelSender);
      return found.ok ? ok(sender(found.value)) : found;
    },
    pointSender: (sid) =>
      call({ ...messaging, method: 'post', path: senderPath(sid), json: { webhook: senderWebhook() } }, nothing),
    submitCode: (sid, code) =>
      call(
        { ...messaging, method: 'post', path: senderPath(sid), json: { configuration: { verification_code: code } } },
        nothing,
      ),
    deleteSender: (sid) => call({ ...messaging, method: 'delete', path: senderPath(sid) }, nothing),
  };
}

const owned = (number: z.output<typeof incomingNumber>): OwnedNumber => ({
  sid: number.sid,
  phone: number.phone_number,
  friendlyName: number.friendly_name ?? '',
  smsUrl: number.sms_url || null,
});

function sender(given: z.output<typeof channelSender>): WhatsAppSender {
  const [reason] = given.offline_reasons ?? [];
  const rating = (given.properties?.quality_rating ?? '').toLowerCase();
  return {
    sid: given.sid,
    phone: given.sender_id.replace(/^whatsapp:/, ''),
    word: given.status,
    state: STATES[given.status] ?? 'unknown',
    reason: reason === undefined ? null : [reason.code, reason.message].filter(Boolean).join(': ').slice(0, 300),
    profileName: given.profile?.name ?? null,
    quality:
      rating === 'green' || rating === 'high'
        ? 'green'
        : rating === 'yellow' || rating === 'medium'
          ? 'yellow'
          : rating === 'red' || rating === 'low'
            ? 'red'
            : 'unknown',
    messagingLimit: given.properties?.messaging_limit ?? null,
    callbackUrl: given.webhook?.callback_url || null,
  };
}

/** A next page may be given as a path or as a whole address; only its path is followed, on the same host. */
function pathOf(next: string | null): string | null {
  if (next === null || next === '') return null;
  const url = new URL(next, 'https://api.twilio.com');
  return `${url.pathname}${url.search}`;
}
