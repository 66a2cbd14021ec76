import { createHash, randomUUID } from 'node:crypto';
import type { StatusFaults, StatusName } from '../world/faults.ts';
import { newSid } from './account.ts';
import { personAt } from './act-form.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { LATER_ERRORS } from './errors.ts';
import { fetchOutgoingMedia } from './fetch-outgoing-media.ts';
import { phoneOf, type TwilioMessage, type TwilioStatus } from './message-resource.ts';
import { signWebhook } from './sign-webhook.ts';
import type { SendRequest } from './validate-send.ts';
import type { TwilioWires } from './wires.ts';

const NORMAL_PATH: readonly StatusName[] = ['queued', 'sent', 'delivered', 'read'];
/** Real messages take seconds; a simulated step only has to be later than the answer to the POST. */
const STEP_MS = 15;

/** A message that Twilio has taken on, and the promise of its further life. */
export interface SentMessage {
  message: TwilioMessage;
  /** Lets the message go through its states and posts its callbacks. Call it once; it never rejects. */
  live(): Promise<void>;
}

/** Takes a checked request on as a queued message, which the person's phone shows as on its way. */
export function sendToPerson(
  request: SendRequest,
  current: TwilioWires,
  direction: 'outbound-api' | 'outbound-reply' = 'outbound-api',
): SentMessage {
  const wires = { ...current };
  const now = wires.clock.now();
  const message: TwilioMessage = {
    sid: newSid(request.mediaUrl === null ? 'SM' : 'MM'),
    accountSid: request.number.accountSid,
    from: request.from,
    to: request.to,
    body: request.body,
    direction,
    status: 'queued',
    media: [],
    errorCode: null,
    errorMessage: null,
    messagingServiceSid: request.messagingServiceSid,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
  };
  wires.messages.add(message);
  const person = personAt(message.to, message.accountSid, wires.roster);
  if (person) wires.typing.stop(person.phone, request.number.phone);
  showOnPhone(message, wires);
  // Read now: a test that sets faults, sends and clears them means this message.
  const faults = wires.faults.get().statuses ?? {};
  return { message, live: () => live(message, request, faults, wires) };
}

async function live(message: TwilioMessage, request: SendRequest, faults: StatusFaults, wires: TwilioWires) {
  const errorCode = (await reasonToFail(message, request, wires)) ?? faults.errorCode ?? null;
  const path: TwilioStatus[] =
    errorCode === null
      ? [...(faults.path ?? NORMAL_PATH)]
      : [...(faults.errorCode === errorCode ? (faults.path ?? ['queued']) : (['queued'] as const)), 'undelivered'];
  if (wires.stopping.aborted) return;
  const callbacks: TwilioStatus[] = [];
  for (const status of path) {
    if (status !== 'queued') await wires.clock.sleep(faults.stepMs ?? STEP_MS, wires.stopping);
    if (wires.stopping.aborted) return;
    enterStatus(message, status, status === 'undelivered' ? errorCode : null, wires);
    if (faults.order === 'reversed') callbacks.unshift(status);
    else await tellStatus(message, status, request.statusCallback, faults.copies ?? 1, wires);
  }
  for (const status of callbacks) await tellStatus(message, status, request.statusCallback, faults.copies ?? 1, wires);
}

/** Rules that hold at WhatsApp, which Twilio learns of only after it has answered 201. */
async function reasonToFail(message: TwilioMessage, request: SendRequest, wires: TwilioWires): Promise<number | null> {
  const person = personAt(message.to, message.accountSid, wires.roster)?.phone;
  if (person === undefined) return 63024;
  if (!request.isTemplate && !wires.windows.isOpen(person, request.number.phone, wires.clock.now())) return 63016;
  if (request.mediaUrl === null) return null;
  const fetched = await fetchOutgoingMedia(request.mediaUrl, message, wires.stopping);
  if ('errorCode' in fetched) return fetched.errorCode;
  if (wires.stopping.aborted) return null;
  wires.media.add(fetched.media);
  message.media.push(fetched.media);
  showOnPhone(message, wires);
  return null;
}

function enterStatus(message: TwilioMessage, status: TwilioStatus, errorCode: number | null, wires: TwilioWires) {
  const now = wires.clock.now();
  message.status = status;
  message.dateUpdated = now;
  message.errorCode = errorCode;
  message.errorMessage = errorCode === null ? null : (LATER_ERRORS[errorCode] ?? null);
  if (status === 'sent') message.dateSent = now;
  showOnPhone(message, wires);
}

/** Posts one status callback, signed, `copies` times in sequence. The answer is ignored, as Twilio ignores it. */
export async function tellStatus(
  message: TwilioMessage,
  status: string,
  callbackUrl: string | null,
  copies: number,
  wires: TwilioWires,
): Promise<void> {
  const account = wires.accounts.find((candidate) => candidate.sid === message.accountSid);
  if (callbackUrl === null || !account) return;
  const fields: Record<string, string> = {
    ChannelPrefix: 'whatsapp',
    ApiVersion: '2010-04-01',
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    ChannelInstallSid: channelInstallSid(message.from),
    To: message.to,
    From: message.from,
    MessageSid: message.sid,
    ChannelToAddress: phoneOf(message.to),
    AccountSid: message.accountSid,
  };
  if (message.messagingServiceSid !== null) fields.MessagingServiceSid = message.messagingServiceSid;
  if (['delivered', 'read', 'undelivered'].includes(status)) fields.EventType = status.toUpperCase();
  if (message.errorCode !== null && (status === 'undelivered' || status === 'failed')) {
    fields.ErrorCode = String(message.errorCode);
    if (message.errorMessage !== null) {
      fields.ErrorMessage = message.errorMessage;
      fields.ChannelStatusMessage = message.errorMessage;
    }
  }
  for (let copy = 1; copy <= copies; copy++) {
    await deliverWebhook(
      {
        kind: 'status',
        messageSid: message.sid,
        address: wires.addresses.ofCallback(callbackUrl),
        fallback: null,
        fields,
        idempotencyToken: randomUUID(),
        sign: (url, signed) => signWebhook(account.authToken, url, signed),
      },
      wires,
    );
  }
}

/** The same for every message of a sender, as at Twilio. */
const channelInstallSid = (from: string) => `XE${createHash('md5').update(from).digest('hex')}`;

function showOnPhone(message: TwilioMessage, wires: TwilioWires) {
  wires.timeline.put({
    id: message.sid,
    provider: 'twilio',
    author: 'business',
    person: personAt(message.to, message.accountSid, wires.roster)?.phone ?? phoneOf(message.to),
    number: phoneOf(message.from),
    text: message.body,
    media: message.media.map(({ sid, contentType, bytes, fileName }) => ({
      id: sid,
      contentType,
      sizeBytes: bytes.length,
      fileName,
    })),
    place: null,
    at: message.dateCreated.toISOString(),
    state: message.status === 'received' ? 'delivered' : message.status,
    reason:
      message.errorCode === null
        ? null
        : { code: String(message.errorCode), text: message.errorMessage ?? 'Twilio gives no details.' },
  });
}
