import { type Request, type RequestHandler, type Response, Router } from 'express';
import { asList, asObject, asText, type JsonObject } from '../wire/json-object.ts';
import type { Choice, Place } from '../world/timeline.ts';
import { isElsewhere, newMessageId, personAt } from './addresses.ts';
import { answerError, answerFault, answerNotReady } from './answer.ts';
import { fileNameOf, type WahaFile } from './files.ts';
import { type Outgoing, sendToPerson } from './send-to-person.ts';
import { sentJson } from './sent-json.ts';
import type { LiveSession } from './sessions.ts';
import type { WahaWires } from './wires.ts';

interface Content {
  text: string;
  file?: WahaFile;
  place?: Place;
  choices?: Choice[];
}

/** What a call needs: the session and chat that its body names. */
interface Call {
  session: LiveSession;
  chatId: string;
  body: JsonObject;
}

/** Sending, seen, typing, reactions. @see https://waha.devlike.pro/docs/how-to/send-messages/ */
export function sendingApi(wires: WahaWires): Router {
  const router = Router();
  const post = (path: string, contentOf: (call: Call) => Promise<Content> | Content) =>
    router.post(
      path,
      withChat(wires, async (call, res) => send(call, contentOf, res, wires)),
    );

  post('/sendText', ({ body }) => ({ text: need(body, 'text') }));
  for (const kind of ['Image', 'File', 'Voice', 'Video']) {
    post(`/send${kind}`, async (call) => ({
      text: asText(call.body.caption) ?? '',
      file: await fileOf(call, wires),
    }));
  }
  post('/sendLocation', ({ body }) => {
    const [latitude, longitude] = [Number(body.latitude ?? Number.NaN), Number(body.longitude ?? Number.NaN)];
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
      throw new BadRequest('latitude and longitude are needed');
    const label = asText(body.title);
    return { text: '', place: { latitude, longitude, ...(label && { label }) } };
  });
  post('/sendContactVcard', ({ body }) => ({
    text: asList(body.contacts)
      .map((contact) => asText(asObject(contact)?.fullName) ?? '')
      .join('\n'),
  }));
  post('/sendPoll', ({ body }) => {
    const poll = asObject(body.poll) ?? {};
    const titles = asList(poll.options).map(String);
    return { text: need(poll, 'name'), choices: titles.map((title) => ({ kind: 'button', id: title, title })) };
  });
  post('/sendList', ({ body }) => {
    const message = asObject(body.message) ?? {};
    const rows = asList(message.sections).flatMap((section) => asList(asObject(section)?.rows).map(asObject));
    const choices = rows.map(
      (row): Choice => ({ kind: 'list-row', id: String(row?.rowId), title: String(row?.title) }),
    );
    return { text: [need(message, 'title'), asText(message.description)].filter(Boolean).join('\n'), choices };
  });

  router.post(
    '/sendSeen',
    withChat(wires, ({ session, chatId, body }, res) => {
      const person = personAt(chatId, wires.roster);
      const fault = wires.faults.takeApiFault('mark', 'waha', person?.phone);
      if (fault) return answerFault(res, fault);
      // The chat part of an id may name the person in another form. Without ids, the whole chat is seen.
      const named = asList(body.messageIds).map((id) => String(id).split('_')[2]);
      const chat = wires.timeline.list({ person: person?.phone ?? '', number: session.phone, author: 'person' });
      const seen = named.length === 0 ? chat : chat.filter(({ id }) => named.includes(id.split('_')[2]));
      for (const message of seen) if (!message.isSeen) wires.timeline.change(message.id, { isSeen: true });
      res.status(201).json({ success: true });
    }),
  );
  for (const kind of ['start', 'stop'] as const) {
    router.post(
      `/${kind}Typing`,
      withChat(wires, ({ session, chatId }, res) => {
        const person = personAt(chatId, wires.roster);
        const fault = wires.faults.takeApiFault('mark', 'waha', person?.phone);
        if (fault) return answerFault(res, fault);
        if (person) wires.typing[kind](person.phone, session.phone);
        res.status(201).json({ success: true });
      }),
    );
  }
  router.put('/reaction', (req, res) => {
    const body = asObject(req.body) ?? {};
    const session = wires.sessions.at(asText(body.session) ?? 'default');
    if (session.status !== 'WORKING') return answerNotReady(res, session, ['WORKING']);
    wires.timeline.change(need(body, 'messageId'), { reaction: asText(body.reaction) ?? '' });
    res.json({ success: true });
  });
  router.get('/:session/new-message-id', (req, res) => {
    wires.sessions.at(req.params.session);
    if (wires.engine === 'WEBJS') return answerError(res, 422, 'Not supported by the engine WEBJS.');
    res.json({ id: newMessageId() });
  });
  return router;
}

class BadRequest extends Error {
  /** Read by the error handler. */
  readonly status = 400;
}

function need(body: JsonObject, key: string): string {
  const value = asText(body[key]);
  if (value === null || value === '') throw new BadRequest(`${key} should not be empty`);
  return value;
}

/** Refuses sessions that do not work, and notes what is written to groups, channels and stories. */
function withChat(wires: WahaWires, use: (call: Call, res: Response) => void | Promise<void>): RequestHandler {
  return async (req: Request, res: Response) => {
    const body = asObject(req.body) ?? {};
    const session = wires.sessions.at(asText(body.session) ?? 'default');
    const chatId = need(body, 'chatId');
    if (session.status !== 'WORKING') return answerNotReady(res, session, ['WORKING']);
    if (isElsewhere(chatId)) {
      wires.journal.violation({
        code: 'sent-elsewhere',
        message: `Something was written to ${chatId}.`,
        url: req.originalUrl,
        at: wires.clock.now().toISOString(),
      });
    }
    await use({ session, chatId, body }, res);
  };
}

async function send(
  call: Call,
  contentOf: (call: Call) => Promise<Content> | Content,
  res: Response,
  wires: WahaWires,
): Promise<void> {
  const { session, chatId, body } = call;
  const person = personAt(chatId, wires.roster) ?? null;
  const fault = wires.faults.takeApiFault('send', 'waha', person?.phone);
  if (fault && !fault.takesEffect) return answerFault(res, fault);
  const messageId = asText(body.id);
  const before = messageId === null ? undefined : wires.chats.find(session.name, messageId);
  // The same id again is the same message: nothing is sent twice.
  if (before && wires.engine !== 'WEBJS') return void res.status(201).json(sentJson(before.message, wires.engine));
  const content = await contentOf(call);
  const outgoing: Outgoing = {
    session,
    chatId,
    person,
    text: content.text,
    file: content.file ?? null,
    place: content.place ?? null,
    choices: content.choices ?? [],
    replyTo: asText(body.reply_to),
    messageId: wires.engine === 'WEBJS' ? null : messageId,
    source: 'api',
  };
  const { message, live } = sendToPerson(outgoing, wires);
  const answer = sentJson(message, wires.engine);
  if (wires.faults.get().statuses?.isBeforeAnswer) await live();
  else void live();
  if (fault) return answerFault(res, fault);
  res.status(201).json(answer);
}

const FETCH_TIMEOUT_MS = 15_000;

/** The file of a request: bytes in base64, or a URL that is fetched before the answer. */
async function fileOf({ body, session, chatId }: Call, wires: WahaWires): Promise<WahaFile> {
  const given = asObject(body.file) ?? {};
  const url = asText(given.url);
  const encoded = asText(given.data);
  if (url === null && encoded === null) throw new BadRequest('file.url or file.data is needed');
  const bytes = encoded === null ? await fetched(url ?? '', wires) : Buffer.from(encoded, 'base64');
  const contentType = asText(given.mimetype) ?? 'application/octet-stream';
  return wires.files.add({
    name: fileNameOf(`true_${chatId}_${newMessageId()}`, contentType),
    session: session.name,
    bytes,
    contentType,
    fileName: asText(given.filename),
    fault: null,
  });
}

async function fetched(url: string, { stopping }: WahaWires): Promise<Buffer> {
  const response = await fetch(url, {
    signal: AbortSignal.any([stopping, AbortSignal.timeout(FETCH_TIMEOUT_MS)]),
  }).catch(() => null);
  if (!response?.ok) throw Object.assign(new Error(`The file ${url} could not be fetched.`), { status: 422 });
  return Buffer.from(await response.arrayBuffer());
}
