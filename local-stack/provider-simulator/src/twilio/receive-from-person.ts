import { randomUUID } from 'node:crypto';
import { notFound } from '../problem.ts';
import type { DeliveryFaults } from '../world/faults.ts';
import type { WebhookAttempt } from '../world/journal.ts';
import type { DeliveryReport, PersonsMessage } from '../world/persons-message.ts';
import { leavingPhone } from '../world/persons-text.ts';
import type { Reason, TimelineMessage } from '../world/timeline.ts';
import { newSid, type TwilioAccount, type TwilioNumber } from './account.ts';
import { addressOf, vCardsOf } from './act-form.ts';
import { deliverWebhook, isSuccess } from './deliver-webhook.ts';
import { inboundForm } from './inbound-form.ts';
import type { TwilioMedia } from './media-store.ts';
import type { TwilioMessage } from './message-resource.ts';
import { sendToPerson } from './send-to-person.ts';
import { signWebhook } from './sign-webhook.ts';
import { readTwiml } from './twiml.ts';
import type { TwilioWires } from './wires.ts';

export type TwilioPersonsMessage = PersonsMessage<TwilioNumber>;

/** A signature of the right form that fits nothing. */
const WRONG_TOKEN = 'this is not the auth token';

/** Takes a person's message in as Twilio does: keeps it, opens the window, tells the webhook, sends TwiML replies.
 *  Resolves when every copy is delivered or given up; rejects only for an account that is not configured. */
export async function receiveFromPerson(sent: TwilioPersonsMessage, current: TwilioWires): Promise<DeliveryReport> {
  const wires = { ...current };
  const account = wires.accounts.find((candidate) => candidate.sid === sent.number.accountSid);
  if (!account) throw notFound(`The number ${sent.number.phone} belongs to an account that is not configured.`);
  const message = keep(sent, wires);
  const shown = showOnPhone(message, sent, wires);
  wires.windows.open(sent.person.phone, sent.number.phone, message.dateCreated);
  if (sent.delivery.delayMs) await wires.clock.sleep(sent.delivery.delayMs, wires.stopping);

  const post = webhookOf(message, sent, account, wires);
  const { copies = 1, spacing = 'in-sequence' } = sent.delivery;
  const deliveries: WebhookAttempt[][] = [];
  if (spacing === 'at-once') deliveries.push(...(await Promise.all(Array.from({ length: copies }, post))));
  else for (let copy = 1; copy <= copies; copy++) deliveries.push(await post());

  const decided = deliveries.map((attempts) => attempts.at(-1)).filter((attempt) => attempt !== undefined);
  const deciding = decided.find(isSuccess) ?? decided.at(-1);
  const isAccepted = deciding !== undefined && isSuccess(deciding);
  const reason = isAccepted ? null : reasonOf(deciding);
  wires.timeline.setState(message.sid, isAccepted ? 'accepted' : 'refused', reason);
  for (const attempt of decided.filter(isSuccess)) sendReplies(attempt, message, sent.number, wires);
  return {
    message: wires.timeline.find(message.sid) ?? shown,
    status: deciding?.status ?? null,
    body: deciding?.body ?? '',
    attempts: deliveries.flat(),
  };
}

function reasonOf(attempt: WebhookAttempt | undefined): Reason {
  if (attempt?.failure) return { code: attempt.failure, text: `The webhook did not answer: ${attempt.failure}.` };
  return { code: String(attempt?.status ?? 'none'), text: `The webhook answered ${attempt?.status}.` };
}

function keep(sent: TwilioPersonsMessage, wires: TwilioWires): TwilioMessage {
  const now = wires.clock.now();
  const sid = newSid(sent.media.length > 0 || sent.act?.kind === 'contacts' ? 'MM' : 'SM');
  const files = [...sent.media, ...vCardsOf(sent.act)];
  const media = files.map(
    ({ bytes, contentType, fileName }): TwilioMedia => ({
      sid: newSid('ME'),
      accountSid: sent.number.accountSid,
      messageSid: sid,
      contentType: sent.mediaFault?.kind === 'wrong-type' ? sent.mediaFault.contentType : contentType,
      bytes,
      fileName,
      fault: sent.mediaFault,
      fetches: 0,
    }),
  );
  const message: TwilioMessage = {
    sid,
    accountSid: sent.number.accountSid,
    from: addressOf(sent.person, sent.number.accountSid),
    to: `whatsapp:${sent.number.phone}`,
    body: sent.text,
    direction: 'inbound',
    status: 'received',
    media,
    errorCode: null,
    errorMessage: null,
    messagingServiceSid: sent.number.messagingServiceSid ?? null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: now,
  };
  wires.messages.add(message);
  for (const one of media) wires.media.add(one);
  return message;
}

/** @returns a function that delivers the webhook once, with retries; each call is one copy, with the same token */
function webhookOf(message: TwilioMessage, sent: TwilioPersonsMessage, account: TwilioAccount, wires: TwilioWires) {
  const { mediaBaseUrl } = wires.origins;
  const { person, place, act, context } = sent;
  const { messagingServiceSid } = message;
  const fields = inboundForm(message, { person, place, act, context, mediaBaseUrl, messagingServiceSid });
  for (const [name, value] of Object.entries(sent.fields)) {
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  const idempotencyToken = randomUUID();
  return () =>
    deliverWebhook(
      {
        kind: 'message',
        messageSid: message.sid,
        address: wires.addresses.ofNumber(sent.number),
        fallback: wires.addresses.fallbackOf(sent.number),
        fields,
        idempotencyToken,
        sign: (url, signed) => signatureFor(sent.delivery.signature, account, url, signed),
      },
      wires,
    );
}

function signatureFor(
  fault: DeliveryFaults['signature'],
  account: TwilioAccount,
  url: string,
  fields: Record<string, string>,
): string | null {
  if (fault === 'missing') return null;
  if (fault === 'wrong') return signWebhook(WRONG_TOKEN, url, fields);
  if (fault === 'old-secret') {
    return signWebhook(account.previousAuthToken ?? `previous ${account.authToken}`, url, fields);
  }
  return signWebhook(account.authToken, url, fields);
}

function sendReplies(attempt: WebhookAttempt, message: TwilioMessage, number: TwilioNumber, wires: TwilioWires) {
  const verdict = readTwiml(attempt.contentType, attempt.body);
  if ('errorCode' in verdict) {
    const { errorCode: code, message: why } = verdict;
    wires.journal.alert({
      code,
      message: why,
      url: attempt.url,
      messageSid: message.sid,
      at: wires.clock.now().toISOString(),
    });
    return;
  }
  for (const reply of verdict.replies) {
    const { live } = sendToPerson(
      {
        number,
        to: message.from,
        from: message.to,
        body: reply.body,
        mediaUrl: reply.mediaUrls[0] ?? null,
        statusCallback: number.statusCallbackUrl ?? null,
        messagingServiceSid: null,
        isTemplate: false,
      },
      wires,
      'outbound-reply',
    );
    void live();
  }
}

function showOnPhone(message: TwilioMessage, sent: TwilioPersonsMessage, wires: TwilioWires): TimelineMessage {
  const shown = leavingPhone({
    id: message.sid,
    provider: 'twilio',
    person: sent.person.phone,
    number: sent.number.phone,
    text: sent.text,
    act: sent.act,
    media: message.media.map(({ sid, contentType, bytes, fileName }) => ({
      id: sid,
      contentType,
      sizeBytes: bytes.length,
      fileName,
    })),
    place: sent.place,
    replyTo: sent.context.replyTo,
    at: message.dateCreated,
  });
  wires.timeline.put(shown);
  if (sent.act?.kind === 'reaction') wires.timeline.change(sent.act.messageId, { reaction: sent.act.emoji });
  return shown;
}
