import { type Request, type Response, Router } from 'express';
import { asObject, asText } from '../wire/json-object.ts';
import { lidOf, personAt, phoneId } from './addresses.ts';
import { answerError, answerFault, answerNotReady } from './answer.ts';
import { mediaJson, type WahaMessage } from './payload.ts';
import type { LiveSession } from './sessions.ts';
import type { WahaWires } from './wires.ts';

const DEFAULT_LIMIT = 20;

/** Contacts, hidden ids, and the messages that the phone has. @see https://waha.devlike.pro/docs/how-to/chats/ */
export function chatsApi(wires: WahaWires): Router {
  const router = Router();
  const people = () => wires.roster.list();

  router.get('/contacts/check-exists', (req, res) => {
    const session = wires.sessions.at(String(req.query.session ?? 'default'));
    if (session.status !== 'WORKING') return answerNotReady(res, session, ['WORKING']);
    const person = personAt(String(req.query.phone ?? ''), wires.roster);
    res.json(person ? { numberExists: true, chatId: phoneId(person.phone) } : { numberExists: false });
  });

  router.get('/:session/lids/pn/:phone', (req, res) => {
    wires.sessions.at(req.params.session);
    const person = personAt(req.params.phone, wires.roster);
    res.json({ lid: person ? lidOf(person) : null, pn: phoneId(`+${req.params.phone.replace(/\D/g, '')}`) });
  });
  router.get('/:session/lids/:lid', (req, res) => {
    wires.sessions.at(req.params.session);
    const fault = wires.faults.takeApiFault('read', 'waha');
    if (fault) return answerFault(res, fault);
    const { lid } = req.params;
    const person = people().find((candidate) => lidOf(candidate).replace('@lid', '') === lid.replace(/@lid$/, ''));
    res.json({ lid, pn: person && !person.hidesPhone ? phoneId(person.phone) : null });
  });

  router.get('/:session/chats/overview', (req, res) => {
    withWorking(req.params.session, wires, res, (session) => {
      const { limit, offset } = pageOf(req);
      const chats = wires.chats.list(session.name).slice(offset, offset + limit);
      res.json(
        chats.map((id) => ({
          id,
          name: personAt(id, wires.roster)?.name ?? null,
          picture: null,
          lastMessage: wires.chats.messages(session.name, id)[0] ?? null,
        })),
      );
    });
  });

  router.get('/:session/chats/:chatId/messages', (req, res) => {
    withWorking(req.params.session, wires, res, (session) => {
      const { limit, offset } = pageOf(req);
      const number = (name: string) => (req.query[name] === undefined ? {} : { [name]: Number(req.query[name]) });
      const gte = number('filter.timestamp.gte')['filter.timestamp.gte'];
      const lte = number('filter.timestamp.lte')['filter.timestamp.lte'];
      const fromMe = req.query['filter.fromMe'];
      const found = wires.chats.messages(session.name, req.params.chatId, {
        ...(gte !== undefined && { from: gte }),
        ...(lte !== undefined && { until: lte }),
        ...(fromMe !== undefined && { fromMe: fromMe === 'true' }),
      });
      const isDownloading = req.query.downloadMedia === 'true';
      res.json(found.slice(offset, offset + limit).map((message) => withMedia(message, isDownloading, wires)));
    });
  });

  router.get('/:session/chats/:chatId/messages/:id', (req, res) => {
    withWorking(req.params.session, wires, res, (session) => {
      const found = wires.chats.find(session.name, req.params.id);
      if (found?.chatId !== req.params.chatId) return answerError(res, 404, 'Message not found');
      res.json(withMedia(found.message, req.query.downloadMedia === 'true', wires));
    });
  });

  router.put('/:session/chats/:chatId/messages/:id', (req, res) => {
    withWorking(req.params.session, wires, res, (session) => {
      const found = wires.chats.find(session.name, req.params.id);
      const text = asText(asObject(req.body)?.text);
      if (!found?.message.fromMe || text === null) return answerError(res, 404, 'There is no such message of ours.');
      found.message.body = text;
      wires.timeline.change(found.message.id, { text });
      res.json({ success: true });
    });
  });
  router.delete('/:session/chats/:chatId/messages/:id', (req, res) => {
    withWorking(req.params.session, wires, res, (session) => {
      const found = wires.chats.find(session.name, req.params.id);
      if (!found?.message.fromMe) return answerError(res, 404, 'There is no such message of ours.');
      found.message.body = '';
      wires.timeline.change(found.message.id, { text: '', media: [] });
      res.json({ success: true });
    });
  });
  return router;
}

function withWorking(name: string, wires: WahaWires, res: Response, use: (session: LiveSession) => void) {
  const session = wires.sessions.at(name);
  if (session.status !== 'WORKING') return answerNotReady(res, session, ['WORKING']);
  const fault = wires.faults.takeApiFault('read', 'waha');
  if (fault) return answerFault(res, fault);
  use(session);
}

function pageOf(req: Request): { limit: number; offset: number } {
  const whole = (value: unknown, otherwise: number) => (/^\d+$/.test(String(value)) ? Number(value) : otherwise);
  return { limit: whole(req.query.limit, DEFAULT_LIMIT), offset: whole(req.query.offset, 0) };
}

/** The phone still has the file: asked to download, WAHA fetches it again and keeps it for its usual time. */
function withMedia(message: WahaMessage, isDownloading: boolean, wires: WahaWires): WahaMessage {
  if (!message.hasMedia || !isDownloading) return { ...message, media: null };
  const [, name = ''] = /\/([^/]+)$/.exec(String(asObject(message.media)?.url ?? '')) ?? [];
  const file = wires.files.find(decodeURIComponent(name));
  return file
    ? { ...message, media: mediaJson(wires.files.add({ ...file, fault: null }), wires.origins.wahaBaseUrl) }
    : message;
}
