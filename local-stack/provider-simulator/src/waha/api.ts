import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { Problem } from '../problem.ts';
import { noteApiCalls } from '../wire/note-api-calls.ts';
import { sendBytes } from '../wire/send-bytes.ts';
import { answerError, answerFault } from './answer.ts';
import { chatsApi } from './chats-api.ts';
import { VERSION } from './deliver-event.ts';
import { sendingApi } from './sending-api.ts';
import { sessionsApi } from './sessions-api.ts';
import type { WahaWires } from './wires.ts';

/** A WAHA server: everything but /ping asks for X-Api-Key. @see https://waha.devlike.pro/docs/how-to/security/ */
export function wahaApi(wires: WahaWires): Router {
  const router = Router();
  router.use(noteApiCalls(wires));
  router.get('/ping', (_req, res) => void res.json({ message: 'pong' }));
  router.use(onlyWithKey(wires));
  router.get('/health', (_req, res) => void res.json({ status: 'ok', info: {}, error: {}, details: {} }));
  router.get('/api/server/version', (_req, res) => {
    res.json({ version: VERSION, engine: wires.engine, tier: 'CORE', browser: null });
  });
  router.get('/api/server/status', (_req, res) => {
    const now = wires.clock.now().getTime();
    res.json({ startTimestamp: now, uptime: 0, worker: { id: 'simulated' } });
  });

  router.get('/api/files/:session/:name', (req, res) => {
    const fault = wires.faults.takeApiFault('media', 'waha');
    if (fault) return answerFault(res, fault);
    const file = wires.files.find(req.params.name);
    if (file) file.fetches += 1;
    const isGone =
      !file ||
      file.session !== req.params.session ||
      (file.expiresAt !== null && file.expiresAt <= wires.clock.now()) ||
      file.fault?.kind === 'expired' ||
      file.fault?.kind === 'link-expired' ||
      (file.fault?.kind === 'not-yet' && file.fetches <= file.fault.tries);
    if (isGone) return answerError(res, 404, `Cannot GET ${req.path}`);
    sendBytes(res, file);
  });

  router.use(express.json({ limit: '110mb' }));
  router.use('/api', sessionsApi(wires), sendingApi(wires), chatsApi(wires));
  router.use((req, res) => answerError(res, 404, `Cannot ${req.method} ${req.path}`));
  router.use(answerProblem);
  return router;
}

function onlyWithKey(wires: WahaWires): RequestHandler {
  return (req, res, next) => {
    const given = keyOf(req);
    if (given !== null && isSame(given, wires.apiKey)) return next();
    const isMedia = req.path.startsWith('/api/files/');
    wires.journal.violation({
      code: isMedia && given === null ? 'media-without-credentials' : 'bad-credentials',
      message: given === null ? 'A call of WAHA without a key.' : 'A call of WAHA with a wrong key.',
      url: req.path,
      at: wires.clock.now().toISOString(),
    });
    answerError(res, 401, 'Unauthorized');
  };
}

function keyOf(req: Request): string | null {
  const given = req.headers['x-api-key'] ?? req.query['x-api-key'];
  return typeof given === 'string' ? given : null;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

const answerProblem: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  if (error instanceof Problem) return answerError(res, error.httpStatus, error.message);
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return answerError(res, error.status, error.message);
  }
  next(error);
};
