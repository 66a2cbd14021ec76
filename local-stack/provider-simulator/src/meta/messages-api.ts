import { type Response, Router } from 'express';
import { asObject, asText, type JsonObject } from '../wire/json-object.ts';
import type { Person } from '../world/roster.ts';
import { userIdOf } from '../world/user-id.ts';
import { answerError, answerFault, jsonBody } from './answer.ts';
import type { LiveNumber, LiveWaba } from './directory.ts';
import { badParameter, type MetaError, metaError, unknownObject } from './errors.ts';
import type { MetaMedia } from './media-store.ts';
import { numberOf } from './objects.ts';
import { fits } from './outgoing-media.ts';
import { sendToPerson } from './send-to-person.ts';
import { type Recipient, type SendRequest, validateSend } from './validate-send.ts';
import type { MetaWires } from './wires.ts';

/** Sending, marking as read, typing. @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export function messagesApi(wires: MetaWires): Router {
  const router = Router({ mergeParams: true });
  router.post('/:id/messages', jsonBody, async (req, res) => {
    const found = numberOf(req, res, wires);
    if (!found) return answerError(res, unknownObject(String(req.params.id)));
    const body = asObject(req.body);
    if (body?.status === 'read') return markAsRead(body, found.number, res, wires);
    await send(body, found, res, wires);
  });
  return router;
}

async function send(
  body: JsonObject | null,
  { number, waba }: { number: LiveNumber; waba: LiveWaba },
  res: Response,
  wires: MetaWires,
): Promise<void> {
  const checked = validateSend(body, waba.templates ?? []);
  const person = 'request' in checked ? personOf(checked.request.recipient, waba, wires) : null;
  const fault = wires.faults.takeApiFault('send', 'meta', person?.phone);
  if (fault && !fault.takesEffect) return answerFault(res, fault);
  if ('error' in checked) return answerError(res, checked.error);
  const { request } = checked;
  const media = uploadedMedia(request, number, wires);
  const error = media instanceof Error ? null : refusal(request, number, person, wires);
  if (media instanceof Error) return answerError(res, badParameter(media.message));
  if (error) return answerError(res, error);
  const { answer, live } = sendToPerson({ number, waba, request, person, media }, wires);
  if (wires.faults.get().statuses?.isBeforeAnswer) await live();
  else void live();
  if (fault) return answerFault(res, fault);
  res.json(answer);
}

/** Who is meant; null when nobody on WhatsApp is. */
function personOf({ phone, userId }: Recipient, waba: LiveWaba, wires: MetaWires): Person | null {
  if (phone !== null) return wires.roster.find(phone) ?? null;
  return wires.roster.list().find((person) => userIdOf(person, waba.portfolioId) === userId) ?? null;
}

/** @returns the medium, null when none is named by id, or an Error whose message says what is wrong with the id */
function uploadedMedia({ media }: SendRequest, number: LiveNumber, wires: MetaWires): MetaMedia | null | Error {
  if (!media || !('id' in media.source)) return null;
  const found = wires.media.find(media.source.id);
  const isThere = found?.wabaId === number.wabaId && found.expiresAt > wires.clock.now();
  if (!found || !isThere) {
    return new Error(`Param ${media.type}['id'] is not a valid whatsapp business account media attachment ID`);
  }
  if (!fits(media.type, found.contentType, found.bytes.length)) {
    return new Error(`The media ${found.id} (${found.contentType}) cannot be sent as ${media.type}.`);
  }
  return { ...found, fileName: media.fileName ?? found.fileName };
}

/** Rules that the API applies at once; others come later, as a failed status. */
function refusal(request: SendRequest, number: LiveNumber, person: Person | null, wires: MetaWires): MetaError | null {
  const { recipient } = request;
  const status = number.status ?? 'CONNECTED';
  if (status === 'BANNED' || status === 'RESTRICTED') return metaError(131031);
  if (status !== 'CONNECTED' && status !== 'FLAGGED') return metaError(133010);
  if (recipient.phone === number.phone) return metaError(131021);
  const at = wires.clock.now();
  const code = wires.rates.take({ messagesPerSecond: 80, ...number }, person?.phone ?? recipient.input, at);
  return code === null ? null : metaError(code);
}

function markAsRead(body: JsonObject, number: LiveNumber, res: Response, wires: MetaWires) {
  const messageId = asText(body.message_id);
  const message = messageId === null ? undefined : wires.timeline.find(messageId);
  const isOurs = message?.number === number.phone && message.author === 'person';
  if (!isOurs) return answerError(res, badParameter('Param message_id is not a message that this number received.'));
  const typing = asObject(body.typing_indicator);
  if (body.typing_indicator !== undefined && typing?.type !== 'text') {
    return answerError(res, badParameter('Param typing_indicator must be {"type":"text"}.'));
  }
  const fault = wires.faults.takeApiFault('mark', 'meta', message.person);
  if (fault) return answerFault(res, fault);
  // Earlier messages of the chat are read with it.
  for (const earlier of wires.timeline.list({ person: message.person, number: message.number, author: 'person' })) {
    if (!earlier.isSeen) wires.timeline.change(earlier.id, { isSeen: true });
    if (earlier.id === message.id) break;
  }
  if (typing) wires.typing.start(message.person, message.number);
  res.json({ success: true });
}
