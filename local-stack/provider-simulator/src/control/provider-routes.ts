import { type Request, Router } from 'express';
import { expectArray, expectOneOf, expectRecord, expectString, optionalString } from '../parse-json.ts';
import { asObject } from '../wire/json-object.ts';
import type { Control } from './control.ts';
import { parseScriptedAnswer } from './parse-scripted-answer.ts';

const SIGNATURES = ['wrong', 'missing', 'old-secret'] as const;
const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const;
const LIMITS = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'] as const;
const NUMBER_STATUSES = ['CONNECTED', 'PENDING', 'DISCONNECTED', 'FLAGGED', 'RESTRICTED', 'BANNED'] as const;
const PLACES = ['group', 'channel', 'status', 'broadcast'] as const;

/** The part of the control door that is about one provider: /meta, /waha, /twilio, /openai. */
export function providerRoutes(control: Control): Router {
  const router = Router();
  router.use('/meta', metaRoutes(control));
  router.use('/waha', wahaRoutes(control));
  router.use('/twilio', twilioRoutes(control));
  router.use('/openai', openAiRoutes(control));
  return router;
}

const text = (given: Record<string, unknown>, key: string) => expectString(given[key], key);

function metaRoutes(control: Control): Router {
  const router = Router();
  router.post('/handshakes', async (req, res) => {
    const given = expectRecord(req.body ?? {}, 'body', ['appId', 'url', 'verifyToken', 'challenge', 'mode']);
    const order = {
      ...optionalString(given, 'appId', 'body'),
      ...optionalString(given, 'url', 'body'),
      ...optionalString(given, 'verifyToken', 'body'),
      ...optionalString(given, 'challenge', 'body'),
      ...optionalString(given, 'mode', 'body'),
    };
    res.json(await control.meta.handshake(order));
  });
  router.post('/posts', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['appId', 'url', 'body', 'signature']);
    const { signature } = given;
    res.json(
      await control.meta.post({
        body: given.body,
        ...optionalString(given, 'appId', 'body'),
        ...optionalString(given, 'url', 'body'),
        ...(signature !== undefined && { signature: expectOneOf(signature, 'signature', SIGNATURES) }),
      }),
    );
  });
  router.post('/changes', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['wabaId', 'field', 'value']);
    const order = { field: text(given, 'field'), value: given.value, ...optionalString(given, 'wabaId', 'body') };
    res.json(await control.meta.tellChange(order));
  });
  router.put('/numbers/:phoneNumberId', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['quality', 'messagingLimit', 'status', 'name', 'nameStatus']);
    const { quality, messagingLimit, status } = given;
    const change = {
      ...(quality !== undefined && { quality: expectOneOf(quality, 'quality', QUALITIES) }),
      ...(messagingLimit !== undefined && { messagingLimit: expectOneOf(messagingLimit, 'messagingLimit', LIMITS) }),
      ...(status !== undefined && { status: expectOneOf(status, 'status', NUMBER_STATUSES) }),
      ...optionalString(given, 'name', 'body'),
      ...optionalString(given, 'nameStatus', 'body'),
    };
    res.json(await control.meta.changeNumber(req.params.phoneNumberId, change));
  });
  router.put('/tokens', (req, res) => {
    const given = expectRecord(req.body, 'body', ['token', 'state']);
    const state = expectOneOf(given.state, 'state', ['valid', 'expired', 'revoked'] as const);
    control.meta.setToken(text(given, 'token'), state);
    res.status(204).end();
  });
  router.get('/user-ids/:phone', (req: Request, res) => {
    const { wabaId } = req.query;
    res.json({
      userId: control.meta.userIdOf(String(req.params.phone), typeof wabaId === 'string' ? wabaId : undefined),
    });
  });
  return router;
}

function wahaRoutes(control: Control): Router {
  const router = Router();
  router.get('/sessions', (_req, res) => void res.json(control.waha.sessions()));
  router.post('/sessions/:name/:act', (req, res) => {
    const act = expectOneOf(req.params.act, 'act', ['scan', 'fail', 'start', 'stop'] as const);
    control.waha[act](req.params.name);
    res.json(control.waha.sessions().find(({ name }) => name === req.params.name));
  });
  router.post('/elsewhere', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['session', 'from', 'where', 'text']);
    const where = expectOneOf(given.where, 'where', PLACES);
    const order = { session: text(given, 'session'), from: text(given, 'from'), where, text: text(given, 'text') };
    res.json(await control.waha.writeElsewhere(order));
  });
  router.post('/typed', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['session', 'to', 'text']);
    await control.waha.typeOnPhone({
      session: text(given, 'session'),
      to: text(given, 'to'),
      text: text(given, 'text'),
    });
    res.status(204).end();
  });
  router.post('/events', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['session', 'event', 'payload']);
    const payload = { ...asObject(given.payload) };
    res.json(await control.waha.tell({ session: text(given, 'session'), event: text(given, 'event'), payload }));
  });
  return router;
}

function twilioRoutes(control: Control): Router {
  const router = Router();
  router.get('/senders', (_req, res) => void res.json(control.twilio.senders()));
  router.get('/numbers', (_req, res) => void res.json(control.twilio.ownedNumbers()));
  router.post('/sold', (req, res) => {
    control.twilio.sellToOther(text(expectRecord(req.body, 'body', ['phone']), 'phone'));
    res.status(204).end();
  });
  router.put('/senders/:phone', (req, res) => {
    const given = expectRecord(req.body, 'body', ['outcome', 'code', 'message']);
    const outcome = expectOneOf(given.outcome, 'outcome', ['online', 'stuck', 'review', 'offline'] as const);
    const reason = () => ({ code: text(given, 'code'), message: text(given, 'message') });
    control.twilio.decideSender(req.params.phone, outcome === 'offline' ? reason() : outcome);
    res.status(204).end();
  });
  return router;
}

function openAiRoutes(control: Control): Router {
  const router = Router();
  router.post('/answers', (req, res) => {
    const given = expectRecord(req.body, 'body', ['answers']);
    control.openai.queue(...expectArray(given.answers, 'answers').map(parseScriptedAnswer));
    res.json({ waiting: control.openai.waiting() });
  });
  router.put('/answer', (req, res) => {
    control.openai.answerAlways(req.body === null ? null : parseScriptedAnswer(req.body, 0));
    res.status(204).end();
  });
  router.get('/requests', (_req, res) => void res.json(control.openai.requests()));
  return router;
}
