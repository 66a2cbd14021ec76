import { type Response, Router } from 'express';
import { invalidInput } from '../problem.ts';
import { asList, asObject, asText, type JsonObject } from '../wire/json-object.ts';
import type { WahaSessionConfig, WahaWebhook } from './account.ts';
import { answerError, answerNotReady } from './answer.ts';
import { qrImage } from './qr-image.ts';
import { type LiveSession, meOf } from './sessions.ts';
import type { WahaWires } from './wires.ts';

/** Sessions: made, started, paired, stopped. @see https://waha.devlike.pro/docs/how-to/sessions/ */
export function sessionsApi(wires: WahaWires): Router {
  const { sessions } = wires;
  const router = Router();
  const toJson = (session: LiveSession) => ({
    name: session.name,
    status: session.status,
    config: session.config,
    me: meOf(session),
    engine: { engine: wires.engine },
  });
  const answer = (res: Response, session: LiveSession) => void res.status(201).json(toJson(session));

  router.get('/sessions', (req, res) => {
    const isAll = req.query.all === 'true';
    res.json(
      sessions
        .list()
        .filter(({ status }) => isAll || status !== 'STOPPED')
        .map(toJson),
    );
  });
  router.post('/sessions', (req, res) => {
    const body = asObject(req.body) ?? {};
    const session = sessions.create(asText(body.name) ?? 'default', configOf(body.config));
    if (body.start !== false) sessions.start(session);
    answer(res, session);
  });
  router.get('/sessions/:name', (req, res) => void res.json(toJson(sessions.at(req.params.name))));
  router.put('/sessions/:name', (req, res) => {
    const session = sessions.at(req.params.name);
    sessions.configure(session, configOf(asObject(req.body)?.config));
    res.json(toJson(session));
  });
  router.delete('/sessions/:name', (req, res) => {
    const session = sessions.find(req.params.name);
    if (session) sessions.remove(session);
    res.status(200).end();
  });
  router.post('/sessions/:name/start', (req, res) => {
    const session = sessions.at(req.params.name);
    sessions.start(session);
    answer(res, session);
  });
  router.post('/sessions/:name/stop', (req, res) => {
    const session = sessions.at(req.params.name);
    sessions.stop(session);
    answer(res, session);
  });
  router.post('/sessions/:name/restart', (req, res) => {
    const session = sessions.at(req.params.name);
    sessions.stop(session);
    sessions.start(session);
    answer(res, session);
  });
  router.post('/sessions/:name/logout', (req, res) => {
    const session = sessions.at(req.params.name);
    sessions.logout(session);
    answer(res, session);
  });

  router.get('/:session/auth/qr', (req, res) => {
    const session = sessions.at(req.params.session);
    if (session.code === null) return answerNotReady(res, session, ['SCAN_QR_CODE']);
    if (req.query.format === 'raw') return void res.json({ value: session.code });
    const image = qrImage(session.code);
    if (req.accepts(['image/png', 'application/json']) === 'application/json') {
      return void res.json({ mimetype: 'image/png', data: image.toString('base64') });
    }
    res.set('Content-Type', 'image/png').end(image);
  });
  router.post('/:session/auth/request-code', (req, res) => {
    const session = sessions.at(req.params.session);
    if (session.code === null) return answerNotReady(res, session, ['SCAN_QR_CODE']);
    const phone = asText(asObject(req.body)?.phoneNumber) ?? '';
    if (!/^\d{7,15}$/.test(phone)) return answerError(res, 400, 'phoneNumber must be digits.');
    const letters = session.code
      .replace(/[^A-Z]/g, '')
      .slice(0, 8)
      .padEnd(8, 'W');
    res.status(201).json({ code: `${letters.slice(0, 4)}-${letters.slice(4)}` });
  });
  router.get('/sessions/:name/me', (req, res) => void res.json(meOf(sessions.at(req.params.name))));
  return router;
}

/** Throws Problem 'invalid-input' for webhooks that have no URL or no events. */
function configOf(input: unknown): WahaSessionConfig {
  const given = asObject(input) ?? {};
  const metadata = asObject(given.metadata);
  const ignore = asObject(given.ignore);
  return {
    ...(metadata && {
      metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)])),
    }),
    ...(ignore && { ignore }),
    webhooks: asList(given.webhooks).map((webhook) => webhookOf(asObject(webhook) ?? {})),
  };
}

function webhookOf(given: JsonObject): WahaWebhook {
  const url = asText(given.url) ?? '';
  const events = asList(given.events).map(String);
  if (!URL.canParse(url)) throw invalidInput('config.webhooks[].url must be a URL address.');
  if (events.length === 0) throw invalidInput('config.webhooks[].events must not be empty.');
  const key = asText(asObject(given.hmac)?.key);
  const retries = asObject(given.retries);
  const headers = asList(given.customHeaders).map(asObject);
  return {
    url,
    events,
    hmac: key === null ? null : { key },
    retries: retries && {
      ...(['constant', 'linear', 'exponential'].includes(String(retries.policy)) && {
        policy: retries.policy as 'constant' | 'linear' | 'exponential',
      }),
      ...(typeof retries.delaySeconds === 'number' && { delaySeconds: retries.delaySeconds }),
      ...(typeof retries.attempts === 'number' && { attempts: retries.attempts }),
    },
    customHeaders: headers.map((header) => ({ name: String(header?.name), value: String(header?.value) })),
  };
}
