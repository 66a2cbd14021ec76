import { createHash } from 'node:crypto';
import { NUMBER_DOWN } from '@casillero/domain/outbox/attempts';
import { type ReceivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { fail, ok } from '@casillero/domain/result';
import type {
  FindSentMessage,
  MarkRead,
  OutgoingMessage,
  SendFailureCode,
  SendMessage,
} from '../../usecases/work-off/ports.ts';
import { asObjects, asText, field } from '../json-fields.ts';
import { callWaha, type WahaAccess, type WahaAnswer } from './api.ts';
import { messageIdOf } from './chat-id.ts';

export type WahaDeps = {
  readonly access: () => WahaAccess;
  /** waits while "typing" is shown */
  readonly pause: (ms: number) => Promise<void>;
};

const sessionOf = (number: string): string => splitReceivingNumber(number as ReceivingNumber).name;

/** Typing is shown as long as somebody would take, within reason. WAHA advises it: senders that never type get banned. */
const TYPING_MS_PER_CHARACTER = 20;
const TYPING_MAX_MS = 2_000;

/**
 * The message's id at WhatsApp, made of ours: engines that take an id (GOWS, NOWEB) then send it once, however often they are asked.
 * The form is that of WhatsApp Web.
 */
export const wahaMessageId = (outboxId: string): string =>
  `3EB0${createHash('sha256').update(outboxId).digest('hex').slice(0, 18).toUpperCase()}`;

/** How long a call may take that the message does not hang on. */
const COURTESY_MS = 1_000;

/**
 * Sends as WAHA advises: typing, a pause, the message; "seen" comes before it where it may be (markReadByWaha). Only the message
 * decides; 201 says no more than that it was taken.
 * @see https://waha.devlike.pro/docs/how-to/send-messages/
 */
export const sendByWaha =
  (deps: WahaDeps): SendMessage =>
  async (message) => {
    const access = deps.access();
    if (access.base === '')
      return fail(NUMBER_DOWN, 'WAHA is not configured.', 'Set WAHA_API_BASE; see docs/deploy.md.');
    const chat = { session: sessionOf(message.number), chatId: message.address };
    const quietly = (path: string) => callWaha(access, { method: 'POST', path, body: chat }, COURTESY_MS);
    if ((await quietly('/api/startTyping')).ok) {
      await deps.pause(Math.min(TYPING_MAX_MS, message.text.length * TYPING_MS_PER_CHARACTER));
      await quietly('/api/stopTyping');
    }
    const { path, content } = contentOf(message);
    const reply = message.replyTo ? { reply_to: `false_${message.address}_${message.replyTo}` } : {};
    const body = { ...chat, ...content, ...reply, id: wahaMessageId(message.id) };
    const answer = await callWaha(access, { method: 'POST', path, body });
    if (!answer.ok)
      return fail(codeOf(answer), `WAHA: ${answer.message}`, 'Look at the session in the list of sessions.');
    const id = sentIdOf(answer.json);
    return id === null
      ? fail('unknown', 'WAHA took the message without naming it.', 'It is looked for before it is sent again.')
      : ok({ providerMessageId: id });
  };

function contentOf({ text, media }: OutgoingMessage): {
  readonly path: string;
  readonly content: Record<string, unknown>;
} {
  if (!media) return { path: '/api/sendText', content: { text, linkPreview: false } };
  const paths = {
    image: '/api/sendImage',
    video: '/api/sendVideo',
    audio: '/api/sendVoice',
    document: '/api/sendFile',
  };
  const url = 'link' in media.source ? media.source.link : media.source.id;
  const file = { mimetype: media.contentType, filename: media.fileName ?? undefined, url };
  const converted = media.kind === 'audio' || media.kind === 'video' ? { convert: true } : {};
  return { path: paths[media.kind], content: { file, ...converted, ...(text === '' ? {} : { caption: text }) } };
}

/** Each engine answers in its own form. */
function sentIdOf(json: unknown): string | null {
  const candidates = [
    field(field(json, 'key'), 'id'),
    field(json, 'id'),
    field(field(json, 'id'), 'id'),
    field(field(json, 'id'), '_serialized'),
    field(field(field(json, '_data'), 'Info'), 'ID'),
  ];
  const id = candidates.map(asText).find((each) => each !== null) ?? null;
  return id === null ? null : messageIdOf(id);
}

/** 401, 403: our key; 404, 422: the session is missing or does not work: a person mends these while the message waits. */
function codeOf({ status, isUnsent }: Extract<WahaAnswer, { ok: false }>): SendFailureCode {
  if (status === null) return isUnsent ? 'temporary' : 'unknown';
  if (status >= 500) return 'unknown';
  if ([401, 403, 404, 422].includes(status)) return 'number-down';
  return [408, 429].includes(status) ? 'temporary' : 'permanent';
}

/** Messages of the chat that are looked at: a worker asks within minutes of sending. */
const LOOKED_AT = '50';

/** Looks in the chat for a message that an attempt with unknown outcome may have left. */
export const findSentByWaha =
  (deps: WahaDeps): FindSentMessage =>
  async (message, since, { isAnothers }) => {
    const path = `/api/${encodeURIComponent(sessionOf(message.number))}/chats/${encodeURIComponent(message.address)}/messages`;
    const query = {
      limit: LOOKED_AT,
      downloadMedia: 'false',
      'filter.fromMe': 'true',
      'filter.timestamp.gte': String(Math.floor(since.getTime() / 1_000)),
    };
    const answer = await callWaha(deps.access(), { method: 'GET', path, query });
    // Nobody can say: it is looked for again before anything is sent.
    if (!answer.ok) return answer.status === 404 ? null : 'wait';
    const own = wahaMessageId(message.id);
    const sent = asObjects(answer.json).flatMap((each) => {
      const id = asText(each.id);
      if (id === null || each.fromMe !== true) return [];
      return [{ id: messageIdOf(id), body: asText(each.body) ?? '', hasFile: each.hasMedia === true }];
    });
    if (sent.some(({ id }) => id === own)) return { providerMessageId: own };
    for (const { id, body, hasFile } of sent)
      if (body === message.text && hasFile === Boolean(message.media) && !(await isAnothers(id)))
        return { providerMessageId: id };
    return null;
  };

/** Marks as seen; with `isTyping` the person sees that somebody types. */
export const markReadByWaha =
  (deps: WahaDeps): MarkRead =>
  async ({ number, address, providerMessageId }, isTyping, signal) => {
    const chat = { session: sessionOf(number), chatId: address };
    // Ours may say more than WhatsApp's: see parse-event.ts.
    const [id = ''] = providerMessageId.split(':');
    const body = { ...chat, messageIds: [`false_${address}_${id}`] };
    const post = (path: string, json: object) => callWaha(deps.access(), { method: 'POST', path, body: json, signal });
    const seen = await post('/api/sendSeen', body);
    if (isTyping && seen.ok) await post('/api/startTyping', chat);
    return seen.ok;
  };
