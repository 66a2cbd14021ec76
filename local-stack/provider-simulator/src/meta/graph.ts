import { createHmac } from 'node:crypto';
import { type ErrorRequestHandler, type Request, type RequestHandler, Router } from 'express';
import { noteApiCalls } from '../wire/note-api-calls.ts';
import { accountApi } from './account-api.ts';
import { answerError } from './answer.ts';
import { bearerOf, tokenError } from './authenticate.ts';
import { badParameter, type MetaError, metaError, unknownObject } from './errors.ts';
import { mediaApi } from './media-api.ts';
import { messagesApi } from './messages-api.ts';
import type { MetaWires } from './wires.ts';

/** A path's version must look like one; which are alive changes every few months. */
const VERSION = /^v\d{1,2}\.0$/;

/** graph.facebook.com, as far as WhatsApp goes: below it `/v24.0/<object>/...`, with a bearer token. */
export function graphApi(wires: MetaWires): Router {
  const router = Router();
  router.use(noteApiCalls(wires));
  router.use('/:version', (req, res, next) => {
    if (VERSION.test(String(req.params.version))) next();
    else answerError(res, metaError(100, `Unknown version "${req.params.version}".`));
  });
  router.use(onlyWithToken(wires));
  router.use('/:version', messagesApi(wires), mediaApi(wires), accountApi(wires));
  router.use((req, res) => answerError(res, unknownObject(req.path.split('/')[2] ?? '')));
  router.use(answerUnreadable);
  return router;
}

function onlyWithToken(wires: MetaWires): RequestHandler {
  return (req, res, next) => {
    const token = bearerOf(req);
    const error = tokenError(token, wires) ?? proofError(req, token ?? '', wires);
    if (!error) {
      res.locals.token = token;
      return next();
    }
    wires.journal.violation({
      code: 'bad-credentials',
      message: token === null ? 'A Graph call without a token.' : `A Graph call with a bad token: ${error.details}`,
      url: req.originalUrl,
      at: wires.clock.now().toISOString(),
    });
    answerError(res, error);
  };
}

/** `appsecret_proof`, when it is given, must be the token's HMAC under the secret of its app.
 *  @see https://developers.facebook.com/docs/graph-api/guides/secure-requests */
function proofError(req: Request, token: string, { directory }: MetaWires): MetaError | null {
  const proof = req.query.appsecret_proof;
  if (proof === undefined) return null;
  const apps = directory.wabas().filter((waba) => directory.opensWaba(token, waba));
  const isRight = apps.some(({ appId }) => {
    const secret = directory.findApp(appId)?.secret ?? '';
    return createHmac('sha256', secret).update(token).digest('hex') === proof;
  });
  return isRight ? null : badParameter('Invalid appsecret_proof provided in the API argument');
}

const answerUnreadable: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent || !(error instanceof Error && 'status' in error)) return next(error);
  answerError(res, badParameter(`The body cannot be read: ${error.message}`));
};
