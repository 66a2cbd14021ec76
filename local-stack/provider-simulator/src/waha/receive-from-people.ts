import { invalidInput } from '../problem.ts';
import type { WebhookAttempt } from '../world/journal.ts';
import type { DeliveryReport, PersonsMessage } from '../world/persons-message.ts';
import { leavingPhone } from '../world/persons-text.ts';
import type { Reason, TimelineMessage } from '../world/timeline.ts';
import { chatIdOf, newMessageId, phoneId } from './addresses.ts';
import { isSuccess, tellEvent } from './deliver-event.ts';
import { fileNameOf } from './files.ts';
import { type InboundEvent, inboundEvent } from './payload.ts';
import type { LiveSession } from './sessions.ts';
import type { WahaWires } from './wires.ts';

export type WahaPersonsMessage = PersonsMessage<LiveSession>;

/** A message that reached the phone while its session did not work. */
export interface Missed {
  session: LiveSession;
  sent: WahaPersonsMessage;
  told: InboundEvent;
  shown: TimelineMessage;
}

/**
 * A person's message reaches the phone behind a session, and WAHA tells its webhooks. Resolves when every copy's first
 * request is answered; retries go on in the background. A session that is not WORKING tells nothing: `onMissed`.
 */
export async function receiveFromPerson(
  sent: WahaPersonsMessage,
  current: WahaWires,
  onMissed: (missed: Missed) => void,
): Promise<DeliveryReport> {
  const wires = { ...current };
  if (sent.media.length > 1) throw invalidInput('One message carries one medium. Send several messages.');
  const { told, shown } = keep(sent, wires);
  if (sent.delivery.delayMs) await wires.clock.sleep(sent.delivery.delayMs, wires.stopping);
  if (sent.number.status !== 'WORKING') {
    onMissed({ session: sent.number, sent, told, shown });
    const text = `The session ${sent.number.name} is ${sent.number.status}.`;
    wires.timeline.setState(shown.id, 'refused', { code: sent.number.status, text });
    return { message: wires.timeline.find(shown.id) ?? shown, status: null, body: '', attempts: [] };
  }
  const attempts = await tellInbound(sent, told, shown, wires);
  const deciding = attempts.find(isSuccess) ?? attempts.at(-1);
  if (!deciding) {
    const text = `No webhook of ${sent.number.name} wants ${told.event}.`;
    wires.timeline.setState(shown.id, 'refused', { code: 'no-webhook', text });
  }
  return {
    message: wires.timeline.find(shown.id) ?? shown,
    status: deciding?.status ?? null,
    body: deciding?.body ?? '',
    attempts,
  };
}

/** Tells of a message by its event, and a plain message by message.any too. */
export async function tellInbound(
  { number: session, delivery }: WahaPersonsMessage,
  { event, payload }: InboundEvent,
  shown: TimelineMessage,
  wires: WahaWires,
): Promise<WebhookAttempt[]> {
  const onAttempt = (attempt: WebhookAttempt) => noteAnswer(shown.id, attempt, wires);
  const common = { session, payload, messageId: shown.id, faults: delivery, onAttempt };
  const events = event === 'message' ? ['message', 'message.any'] : [event];
  const told = await Promise.all(events.map((name) => tellEvent({ ...common, event: name }, wires)));
  return told.flat();
}

function keep(sent: WahaPersonsMessage, wires: WahaWires): { told: InboundEvent; shown: TimelineMessage } {
  const { person, number: session, act, mediaFault } = sent;
  const [attachment] = sent.media;
  const at = wires.clock.now();
  const messageId = newMessageId();
  const chatId = chatIdOf(person);
  const file = attachment
    ? wires.files.add({
        ...attachment,
        contentType: mediaFault?.kind === 'wrong-type' ? mediaFault.contentType : attachment.contentType,
        name: fileNameOf(`false_${chatId}_${messageId}`, attachment.contentType),
        session: session.name,
        fault: mediaFault,
      })
    : null;
  const facts = { messageId, at, me: phoneId(session.phone), file, baseUrl: wires.origins.wahaBaseUrl };
  const told = inboundEvent(sent, facts);
  const shown = leavingPhone({
    id: told.payload.id,
    provider: 'waha',
    person: person.phone,
    number: session.phone,
    text: sent.text,
    act,
    media: file
      ? [{ id: file.name, contentType: file.contentType, sizeBytes: file.bytes.length, fileName: file.fileName }]
      : [],
    place: sent.place,
    replyTo: sent.context.replyTo,
    at,
  });
  wires.timeline.put(shown);
  if (act?.kind === 'reaction') wires.timeline.change(act.messageId, { reaction: act.emoji });
  if (told.event === 'message') wires.chats.add(session.name, chatId, told.payload);
  // The chat keeps a deleted message, with nothing in it. @see https://github.com/wwebjs/whatsapp-web.js/issues/830
  const deleted = act?.kind === 'delete' ? wires.chats.find(session.name, act.messageId)?.message : undefined;
  if (deleted) Object.assign(deleted, { body: '', hasMedia: false, media: null, location: null, vCards: [] });
  return { told, shown };
}

function noteAnswer(id: string, attempt: WebhookAttempt, wires: WahaWires): void {
  if (isSuccess(attempt)) wires.timeline.setState(id, 'accepted');
  else if (wires.timeline.find(id)?.state !== 'accepted') wires.timeline.setState(id, 'refused', reasonOf(attempt));
}

const reasonOf = ({ failure, status }: WebhookAttempt): Reason =>
  failure
    ? { code: failure, text: `The webhook did not answer: ${failure}.` }
    : { code: String(status), text: `The webhook answered ${status}.` };
