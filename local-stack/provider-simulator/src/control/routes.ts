import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express';
import {
  expectArray,
  expectOneOf,
  expectRecord,
  expectString,
  optionalFlag,
  optionalInteger,
  optionalNumber,
  optionalString,
} from '../parse-json.ts';
import { notFound, Problem } from '../problem.ts';
import { parseFaults } from '../world/faults.ts';
import type { TimelineFilter } from '../world/timeline.ts';
import type { Control } from './control.ts';
import { parseMessageOrder, parsePerson, parseWaitCondition } from './parse-order.ts';
import { providerRoutes } from './provider-routes.ts';

const SEQUENCES = ['as-given', 'reversed', 'shuffled', 'at-once', 'one-post'] as const;

/** The control door: what Control can do, as JSON over HTTP. Not part of any provider's API. */
export function controlRoutes(control: Control): Router {
  const router = Router();
  router.use(refuseOtherSites);
  router.use(express.json({ limit: '64mb', strict: false }));

  router.get('/health', (_req, res) => void res.json({ ok: true }));
  router.get('/people', (_req, res) => void res.json(control.people()));
  router.post('/people', (req, res) => void res.status(201).json(control.addPerson(parsePerson(req.body))));
  router.get('/numbers', (_req, res) => void res.json(control.numbers()));

  router.post('/deliver', async (req, res) => void res.json(await control.deliver(parseMessageOrder(req.body))));
  router.post('/deliver-all', async (req, res) => {
    const given = expectRecord(req.body, 'body', ['messages', 'order']);
    const orders = expectArray(given.messages, 'messages').map(parseMessageOrder);
    const sequence = given.order === undefined ? undefined : expectOneOf(given.order, 'order', SEQUENCES);
    res.json(await control.deliverAll(orders, sequence));
  });

  router.get('/messages', (req, res) => void res.json(control.messages(filterOf(req.query))));
  router.get('/messages/wait', async (req, res) => {
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    res.json(await control.waitFor(parseWaitCondition(req.query), gone.signal));
  });

  router.get('/faults', (_req, res) => void res.json(control.faults()));
  router.put('/faults', (req, res) => {
    control.setFaults(parseFaults(req.body));
    res.json(control.faults());
  });
  router.delete('/faults', (_req, res) => {
    control.setFaults({});
    res.status(204).end();
  });

  router.get('/clock', (_req, res) => void res.json(control.clock()));
  router.post('/clock', (req, res) => {
    const given = expectRecord(req.body, 'body', ['advanceMs', 'isFrozen']);
    const { isFrozen } = optionalFlag(given, 'isFrozen', 'body');
    const { advanceMs } = optionalNumber(given, 'advanceMs', 'body', { least: 0 });
    if (isFrozen !== undefined) control.setClockFrozen(isFrozen);
    if (advanceMs !== undefined) control.advanceClock({ ms: advanceMs });
    res.json(control.clock());
  });

  router.post('/statuses', async (req, res) => {
    const given = expectRecord(req.body, 'body', [
      'sid',
      'status',
      'errorCode',
      'callbackUrl',
      'callbackData',
      'person',
      'number',
    ]);
    await control.tellStatus({
      sid: expectString(given.sid, 'sid'),
      status: expectString(given.status, 'status'),
      ...optionalString(given, 'callbackUrl', 'body'),
      ...optionalString(given, 'callbackData', 'body'),
      person: expectString(given.person, 'person'),
      number: expectString(given.number, 'number'),
      ...optionalInteger(given, 'errorCode', 'body', { least: 1 }),
    });
    res.status(204).end();
  });

  router.use(providerRoutes(control));
  router.get('/typing', (_req, res) => void res.json(control.typing()));
  router.get('/webhooks', (_req, res) => void res.json(control.journal().webhooks));
  router.get('/alerts', (_req, res) => void res.json(control.journal().alerts));
  router.get('/violations', (_req, res) => void res.json(control.journal().violations));
  router.get('/api-calls', (_req, res) => void res.json(control.journal().apiCalls));
  router.post('/clear', (_req, res) => {
    control.clear();
    res.status(204).end();
  });

  router.get('/samples', async (_req, res) => void res.json(await control.samples.list()));
  router.get('/samples/:fileName', async (req, res) => sendFile(res, await control.samples.read(req.params.fileName)));
  router.get('/media/:id', (req, res) => sendFile(res, control.findMedia(req.params.id)));
  router.get('/events', (_req, res) => streamEvents(res, control));

  router.use((req) => {
    throw notFound(`The control door has no ${req.method} ${req.originalUrl.split('?', 1)[0]}.`);
  });
  router.use(answerProblem);
  return router;
}

/** A web page of somebody else's, open in the same browser, must not work the simulator. Programs send no such header. */
const refuseOtherSites: RequestHandler = (req, _res, next) => {
  const site = req.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') {
    throw new Problem('other-site', 403, 'The control door answers only the phone page and programs.');
  }
  next();
};

function filterOf(query: Readonly<Record<string, unknown>>): TimelineFilter {
  const { person, number, author } = parseWaitCondition(query);
  return { ...(person && { person }), ...(number && { number }), ...(author && { author }) };
}

/** A person's file is shown on our own page: nothing in it may run as a document of this origin. */
function sendFile(res: Response, file: { bytes: Buffer; contentType: string }): void {
  res.set({
    'Content-Type': file.contentType,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=3600',
  });
  res.end(file.bytes);
}

const HEARTBEAT_MS = 20_000;

/** Server-sent events, one per SimulatorEvent, with its type as the event's name. */
function streamEvents(res: Response, control: Control): void {
  res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  res.flushHeaders();
  res.write(': connected\n\n');
  const unsubscribe = control.subscribe((event) => {
    res.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  });
  const heartbeat = setInterval(() => res.write(': still here\n\n'), HEARTBEAT_MS);
  res.once('close', () => {
    unsubscribe();
    clearInterval(heartbeat);
  });
}

const answerProblem: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof Problem) {
    return void res.status(error.httpStatus).json({ code: error.code, message: error.message });
  }
  // body-parser's errors carry the status they deserve.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return void res.status(error.status).json({ code: 'invalid-input', message: error.message });
  }
  next(error);
};
