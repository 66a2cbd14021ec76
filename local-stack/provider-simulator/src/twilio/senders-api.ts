import express, { type Request, type Response, Router } from 'express';
import { asObject, asText, type JsonObject } from '../wire/json-object.ts';
import { personAt } from './act-form.ts';
import { answerError, answerFault } from './answer.ts';
import { badRequest, resourceNotFound } from './errors.ts';
import { phoneOf } from './message-resource.ts';
import { senderJson, type WhatsAppSender } from './senders.ts';
import { accountOf, formOf, onlySignedIn } from './signed-in.ts';
import type { TwilioWires } from './wires.ts';

const SENDERS = '/v2/Channels/Senders';
/** What may stand in `webhook`. */
const WEBHOOK_KEYS = [
  'callback_url',
  'callback_method',
  'fallback_url',
  'fallback_method',
  'status_callback_url',
  'status_callback_method',
];

/** WhatsApp senders and typing, as messaging.twilio.com. @see https://www.twilio.com/docs/whatsapp/api/senders */
export function sendersApi(wires: TwilioWires): Router {
  const router = Router();
  const signedIn = onlySignedIn(wires);
  const json = express.json({ limit: '1mb' });

  router.post(SENDERS, signedIn, json, (req, res) => {
    const fault = wires.faults.takeApiFault('manage', 'twilio');
    if (fault && !fault.takesEffect) return answerFault(res, fault);
    const body = asObject(req.body) ?? {};
    const senderId = asText(body.sender_id) ?? '';
    const phone = phoneOf(senderId);
    if (!/^whatsapp:\+[1-9]\d{2,14}$/.test(senderId)) {
      return answerError(res, badRequest(63100, 'sender_id must be whatsapp: and a phone number in E.164.'));
    }
    const parts = partsOf(body);
    if (typeof parts === 'string') return answerError(res, badRequest(63100, parts));
    if (!asText(parts.profile.name)) return answerError(res, badRequest(63100, 'profile.name is required.'));
    if (wires.senders.at(phone)) {
      return answerError(res, { code: 63110, status: 409, message: `The sender ${senderId} exists already.` });
    }
    const sender = wires.senders.register({ accountSid: accountOf(res).sid, phone, ...parts });
    if (fault) return answerFault(res, fault);
    res.status(202).json(senderJson(sender));
  });

  router.get(SENDERS, signedIn, (req, res) => {
    const fault = wires.faults.takeApiFault('read', 'twilio');
    if (fault) return answerFault(res, fault);
    if (!['whatsapp', 'WHATSAPP', 'rcs'].includes(String(req.query.Channel))) {
      return answerError(res, badRequest(20001, 'Channel is required.'));
    }
    const all = req.query.Channel === 'rcs' ? [] : wires.senders.list(accountOf(res).sid);
    res.json(listJson(req, all));
  });

  router.get(`${SENDERS}/:sid`, signedIn, (req, res) => {
    const fault = wires.faults.takeApiFault('read', 'twilio');
    if (fault) return answerFault(res, fault);
    withSender(req, res, wires, (sender) => res.json(senderJson(sender)));
  });

  router.post(`${SENDERS}/:sid`, signedIn, json, (req, res) => {
    const fault = wires.faults.takeApiFault('manage', 'twilio');
    if (fault && !fault.takesEffect) return answerFault(res, fault);
    withSender(req, res, wires, (sender) => {
      const parts = partsOf(asObject(req.body) ?? {});
      if (typeof parts === 'string') return answerError(res, badRequest(63100, parts));
      wires.senders.update(sender, parts);
      if (fault) return answerFault(res, fault);
      res.status(202).json(senderJson(sender));
    });
  });

  router.delete(`${SENDERS}/:sid`, signedIn, (req, res) => {
    withSender(req, res, wires, (sender) => {
      wires.senders.remove(sender.sid);
      res.status(204).end();
    });
  });

  router.post('/v2/Indicators/Typing.json', signedIn, express.urlencoded({ extended: false }), (req, res) => {
    const form = formOf(req.body);
    const message = wires.messages.find(accountOf(res).sid, form.messageId?.[0] ?? '');
    if (form.channel?.[0] !== 'whatsapp' || message?.direction !== 'inbound') {
      return answerError(
        res,
        badRequest(20001, 'messageId must be an inbound WhatsApp message, channel must be whatsapp.'),
      );
    }
    const person = personAt(message.from, message.accountSid, wires.roster);
    const fault = wires.faults.takeApiFault('mark', 'twilio', person?.phone);
    if (fault) return answerFault(res, fault);
    wires.timeline.change(message.sid, { isSeen: true });
    if (person) wires.typing.start(person.phone, phoneOf(message.to));
    res.json({ success: true });
  });
  return router;
}

type Parts = Pick<WhatsAppSender, 'configuration' | 'profile' | 'webhook'>;

/** @returns what is wrong, in a sentence, instead of the parts */
function partsOf(body: JsonObject): Parts | string {
  const webhook = asObject(body.webhook) ?? {};
  const unknown = Object.keys(webhook).find((key) => !WEBHOOK_KEYS.includes(key));
  if (unknown !== undefined) return `webhook does not know "${unknown}".`;
  const bad = Object.entries(webhook).find(
    ([key, value]) => key.endsWith('_url') && value !== '' && value !== null && !URL.canParse(String(value)),
  );
  if (bad) return `webhook.${bad[0]} is not a valid URL.`;
  return {
    configuration: textsOf(asObject(body.configuration) ?? {}),
    profile: { ...asObject(body.profile) },
    webhook: textsOf(webhook),
  };
}

const textsOf = (from: JsonObject): Record<string, string> =>
  Object.fromEntries(Object.entries(from).flatMap(([key, value]) => (value === null ? [] : [[key, String(value)]])));

function withSender(req: Request, res: Response, wires: TwilioWires, use: (sender: WhatsAppSender) => void) {
  const sender = wires.senders.find(accountOf(res).sid, String(req.params.sid));
  if (sender) use(sender);
  else answerError(res, resourceNotFound(req.path));
}

/** Lists of the newer APIs have their frame below `meta`, with whole URLs. */
function listJson(req: Request, senders: readonly WhatsAppSender[]) {
  const asked = Number(req.query.PageSize ?? 50);
  const pageSize = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 1_000) : 50;
  const page = Math.max(Number.parseInt(String(req.query.Page ?? '0'), 10) || 0, 0);
  const start = page * pageSize;
  const url = (number: number) =>
    `https://messaging.twilio.com${SENDERS}?Channel=whatsapp&PageSize=${pageSize}&Page=${number}`;
  return {
    senders: senders.slice(start, start + pageSize).map(senderJson),
    meta: {
      key: 'senders',
      page,
      page_size: pageSize,
      first_page_url: url(0),
      previous_page_url: page > 0 ? url(page - 1) : null,
      next_page_url: start + pageSize < senders.length ? url(page + 1) : null,
      url: url(page),
    },
  };
}
