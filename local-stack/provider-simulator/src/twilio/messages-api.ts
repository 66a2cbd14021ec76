import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { noteApiCalls } from '../wire/note-api-calls.ts';
import { answerError, answerFault } from './answer.ts';
import { badRequest, resourceNotFound } from './errors.ts';
import { mediaHost } from './media-host.ts';
import { listPage } from './message-list.ts';
import { mediaJson, messageJson, type TwilioMessage } from './message-resource.ts';
import { numbersApi, pricingApi } from './numbers-api.ts';
import { sendToPerson } from './send-to-person.ts';
import { sendersApi } from './senders-api.ts';
import { accountOf, formOf, onlySignedIn } from './signed-in.ts';
import { validateSend } from './validate-send.ts';
import type { TwilioWires } from './wires.ts';

const MESSAGES = '/2010-04-01/Accounts/:accountSid/Messages';

/** The public door: what api.twilio.com answers for the Messages resource.
 *  @see https://www.twilio.com/docs/messaging/api/message-resource */
export function messagesApi(wires: TwilioWires): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '1mb' });
  router.use(['/2010-04-01', '/v1', '/v2', '/v3'], noteApiCalls(wires));
  const signedIn = onlySignedIn(wires);

  router.post(`${MESSAGES}.json`, signedIn, form, async (req, res) => {
    const fault = wires.faults.takeApiFault('send', 'twilio');
    if (fault && !fault.takesEffect) return answerFault(res, fault);
    const checked = validateSend(formOf(req.body), accountOf(res), wires.numbers, wires.contents);
    if ('error' in checked) return answerError(res, checked.error);
    const { message, live } = sendToPerson(checked.request, wires);
    const answer = messageJson(message);
    if (wires.faults.get().statuses?.isBeforeAnswer) await live();
    else void live();
    if (fault) return answerFault(res, fault);
    res.status(201).json(answer);
  });

  const readable = failingAs('read', wires);
  router.get(`${MESSAGES}.json`, signedIn, readable, (req, res) => {
    res.json(listPage(accountOf(res).sid, req.query, wires.messages));
  });

  router.get(`${MESSAGES}/:sid.json`, signedIn, readable, (req, res) => {
    withMessage(req, res, wires, (message) => res.json(messageJson(message)));
  });

  router.post(`${MESSAGES}/:sid.json`, signedIn, form, (req, res) => {
    withMessage(req, res, wires, (message) => {
      // Redacting is the only update: an empty Body removes the text for good.
      if (formOf(req.body).Body?.[0] !== '') {
        return answerError(res, badRequest(20001, 'Body can only be updated to an empty string.'));
      }
      message.body = '';
      message.dateUpdated = wires.clock.now();
      res.json(messageJson(message));
    });
  });

  router.delete(`${MESSAGES}/:sid.json`, signedIn, (req, res) => {
    withMessage(req, res, wires, (message) => {
      for (const media of message.media) wires.media.remove(media.sid);
      wires.messages.remove(message.sid);
      res.status(204).end();
    });
  });

  router.get(`${MESSAGES}/:sid/Media.json`, signedIn, readable, (req, res) => {
    withMessage(req, res, wires, (message) => {
      const uri = `${req.path}?PageSize=50&Page=0`;
      const mediaList = message.media.filter((media) => wires.media.find(media.sid));
      res.json({
        media_list: mediaList.map((media) => mediaJson(message, media)),
        start: 0,
        end: Math.max(mediaList.length - 1, 0),
        page: 0,
        page_size: 50,
        first_page_uri: uri,
        previous_page_uri: null,
        next_page_uri: null,
        uri,
      });
    });
  });

  router.use(mediaHost(wires));
  router.use(numbersApi(wires), sendersApi(wires), pricingApi(wires));
  router.use(['/2010-04-01', '/v1', '/v2', '/v3'], (req, res) =>
    answerError(res, resourceNotFound(req.originalUrl.split('?', 1)[0] ?? '')),
  );
  return router;
}

function failingAs(kind: 'read', wires: TwilioWires): RequestHandler {
  return (_req, res, next) => {
    const fault = wires.faults.takeApiFault(kind, 'twilio');
    if (fault) answerFault(res, fault);
    else next();
  };
}

function withMessage(req: Request, res: Response, wires: TwilioWires, use: (message: TwilioMessage) => void) {
  const message = wires.messages.find(accountOf(res).sid, String(req.params.sid));
  if (message) use(message);
  else answerError(res, resourceNotFound(req.path));
}
