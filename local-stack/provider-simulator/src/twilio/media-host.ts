import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { sendBytes } from '../wire/send-bytes.ts';
import type { SecurityViolation } from '../world/journal.ts';
import { answerError, answerFault } from './answer.ts';
import { accountFor, basicCredentials } from './authenticate.ts';
import { AUTHENTICATE, resourceNotFound } from './errors.ts';
import type { TwilioMedia } from './media-store.ts';
import { mediaJson } from './message-resource.ts';
import type { TwilioWires } from './wires.ts';

/** How long a CDN link lives. Twilio does not publish it; a client must follow the redirect at once anyway. */
const LINK_LIFETIME_MS = 5 * 60 * 1000;
/** Signs CDN links; new on every start. */
const LINK_SECRET = randomBytes(32);

/** Media addresses of api.twilio.com: Basic auth is enforced, the bytes are behind a redirect to another origin.
 *  @see https://www.twilio.com/docs/messaging/api/media-resource */
export function mediaHost(wires: TwilioWires): Router {
  const router = Router();
  const path = '/2010-04-01/Accounts/:accountSid/Messages/:sid/Media/:mediaSid';

  router.get(`${path}.json`, (req, res) => {
    withMedia(req, res, wires, (media) => {
      const message = wires.messages.find(media.accountSid, media.messageSid);
      if (message) res.json(mediaJson(message, media));
      else answerError(res, resourceNotFound(req.path));
    });
  });

  router.get(path, (req, res) => {
    const fault = wires.faults.takeApiFault('media', 'twilio');
    if (fault) return answerFault(res, fault);
    withMedia(req, res, wires, (media) => {
      media.fetches += 1;
      if (media.fault?.kind === 'expired' || (media.fault?.kind === 'not-yet' && media.fetches <= media.fault.tries)) {
        return answerError(res, resourceNotFound(req.path));
      }
      const lifetimeMs = media.fault?.kind === 'link-expired' ? -1_000 : LINK_LIFETIME_MS;
      res.redirect(307, cdnLink(media, wires.origins.cdnUrl, wires.clock.now().getTime() + lifetimeMs));
    });
  });

  const remove: RequestHandler = (req, res) => {
    withMedia(req, res, wires, (media) => {
      wires.media.remove(media.sid);
      res.status(204).end();
    });
  };
  router.delete(`${path}.json`, remove);
  router.delete(path, remove);
  return router;
}

function withMedia(req: Request, res: Response, wires: TwilioWires, use: (media: TwilioMedia) => void) {
  const report = (code: SecurityViolation['code'], message: string) =>
    wires.journal.violation({ code, message, url: req.originalUrl, at: wires.clock.now().toISOString() });
  const credentials = basicCredentials(req);
  const account = credentials ? accountFor(credentials, wires.accounts) : undefined;
  if (!account) {
    if (credentials) report('bad-credentials', 'Media asked for with credentials of no account.');
    else report('media-without-credentials', 'Media asked for without credentials.');
    return answerError(res, AUTHENTICATE);
  }
  const { accountSid, sid, mediaSid } = req.params;
  const media = wires.media.find(String(mediaSid));
  if (account.sid !== accountSid || (media && media.accountSid !== account.sid)) {
    report('media-of-other-account', "Media asked for with another account's credentials.");
    return answerError(res, resourceNotFound(req.path));
  }
  if (media?.messageSid !== sid || !media) return answerError(res, resourceNotFound(req.path));
  use(media);
}

function cdnLink(media: TwilioMedia, cdnUrl: string, expiresAtMs: number): string {
  const expires = String(Math.floor(expiresAtMs / 1000));
  const path = `/${media.accountSid}/${media.sid}`;
  return `${cdnUrl}${path}?Expires=${expires}&Signature=${linkSignature(path, expires)}`;
}

const linkSignature = (path: string, expires: string) =>
  createHmac('sha256', LINK_SECRET).update(`${path}\n${expires}`).digest('base64url');

/** The origin behind the redirect, as media.twiliocdn.com: whoever has an unexpired link gets the bytes.
 *  A request that brings an Authorization header is refused, as S3 does, and noted as a security violation. */
export function cdnHost(wires: TwilioWires): Router {
  const router = Router();
  router.get('/:accountSid/:mediaSid', (req, res) => {
    if (req.headers.authorization !== undefined) {
      wires.journal.violation({
        code: 'authorization-sent-to-cdn',
        message: 'Credentials were sent along to the host behind the redirect.',
        url: req.path,
        at: wires.clock.now().toISOString(),
      });
      return void res.status(400).type('xml').send('<Error><Code>InvalidArgument</Code></Error>');
    }
    const expires = String(req.query.Expires ?? '');
    const expected = Buffer.from(linkSignature(req.path, expires));
    const given = Buffer.from(String(req.query.Signature ?? ''));
    const isSigned = expected.length === given.length && timingSafeEqual(expected, given);
    if (!isSigned || Number(expires) * 1000 <= wires.clock.now().getTime()) {
      return void res.status(403).type('xml').send('<Error><Code>AccessDenied</Code></Error>');
    }
    const media = wires.media.find(req.params.mediaSid);
    if (media) sendBytes(res, media);
    else res.status(404).type('xml').send('<Error><Code>NoSuchKey</Code></Error>');
  });
  return router;
}
