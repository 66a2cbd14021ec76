import { createHmac, randomBytes } from 'node:crypto';
import express, { Router } from 'express';
import { sendBytes } from '../wire/send-bytes.ts';
import { answerError, answerFault } from './answer.ts';
import { bearerOf, tokenError } from './authenticate.ts';
import { badParameter, metaError, unknownObject } from './errors.ts';
import { type MetaMedia, newMetaId, sha256Of, UPLOAD_LIFETIME_MS, URL_LIFETIME_MS } from './media-store.ts';
import { numberOf } from './objects.ts';
import { isCarried, plainType } from './outgoing-media.ts';
import type { MetaWires } from './wires.ts';

/** Signs media URLs; new on every start. */
const URL_SECRET = randomBytes(32);
const PATH = '/whatsapp_business/attachments/';

/** Media by id: looked up, uploaded, deleted. @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media */
export function mediaApi(wires: MetaWires): Router {
  const router = Router({ mergeParams: true });

  router.get('/:id', (req, res, next) => {
    const media = wires.media.find(String(req.params.id));
    if (!media) return next();
    const fault = wires.faults.takeApiFault('read', 'meta');
    if (fault) return answerFault(res, fault);
    const asked = req.query.phone_number_id;
    const isOther = asked !== undefined && asked !== media.phoneNumberId;
    if (isOther || !isOpenTo(String(res.locals.token), media, wires) || media.expiresAt <= wires.clock.now()) {
      return answerError(res, unknownObject(media.id));
    }
    res.json({
      messaging_product: 'whatsapp',
      url: urlOf(media, wires),
      mime_type: media.contentType,
      sha256: sha256Of(media, 'hex'),
      file_size: media.bytes.length,
      id: media.id,
    });
  });

  router.delete('/:id', (req, res, next) => {
    const media = wires.media.find(String(req.params.id));
    if (!media) return next();
    if (!isOpenTo(String(res.locals.token), media, wires)) return answerError(res, unknownObject(media.id));
    wires.media.remove(media.id);
    res.json({ success: true });
  });

  const anyBody = express.raw({ type: () => true, limit: '110mb' });
  router.post('/:id/media', anyBody, async (req, res) => {
    const found = numberOf(req, res, wires);
    if (!found) return answerError(res, unknownObject(String(req.params.id)));
    const form = await new Response(req.body, { headers: { 'Content-Type': req.headers['content-type'] ?? '' } })
      .formData()
      .catch(() => null);
    if (!form) return answerError(res, badParameter('The body must be multipart/form-data.'));
    const file = form.get('file');
    if (form.get('messaging_product') !== 'whatsapp') {
      return answerError(res, badParameter('The parameter messaging_product is required.'));
    }
    if (!(file instanceof File)) return answerError(res, badParameter('The parameter file is required.'));
    const type = form.get('type');
    const contentType = plainType(typeof type === 'string' ? type : file.type);
    if (!isCarried(contentType, file.size)) {
      const details = `Param file must be a file of a type and size that WhatsApp carries, not ${contentType}, ${file.size} bytes.`;
      return answerError(res, metaError(100, details));
    }
    const media: MetaMedia = {
      id: newMetaId(),
      phoneNumberId: found.number.phoneNumberId,
      wabaId: found.number.wabaId,
      contentType,
      bytes: Buffer.from(await file.arrayBuffer()),
      fileName: file.name,
      expiresAt: new Date(wires.clock.now().getTime() + UPLOAD_LIFETIME_MS),
      fault: null,
      fetches: 0,
    };
    wires.media.add(media);
    res.json({ id: media.id });
  });
  return router;
}

function isOpenTo(token: string, media: MetaMedia, { directory }: MetaWires): boolean {
  const waba = directory.findWaba(media.wabaId);
  return waba !== undefined && directory.opensWaba(token, waba);
}

function urlOf(media: MetaMedia, wires: MetaWires): string {
  const lifetimeMs = media.fault?.kind === 'link-expired' ? -1_000 : URL_LIFETIME_MS;
  const expires = String(Math.floor((wires.clock.now().getTime() + lifetimeMs) / 1000));
  return `${wires.origins.cdnUrl}${PATH}?mid=${media.id}&ext=${expires}&hash=${hashOf(media.id, expires)}`;
}

const hashOf = (id: string, expires: string) =>
  createHmac('sha256', URL_SECRET).update(`${id}\n${expires}`).digest('base64url');

/** The origin of media URLs, as lookaside.fbsbx.com: token and User-Agent are asked for; what is not there (yet), run
 *  out or not the token's is 404. */
export function mediaOrigin(wires: MetaWires): Router {
  const router = Router();
  router.get(PATH, (req, res) => {
    const fault = wires.faults.takeApiFault('media', 'meta');
    if (fault) return answerFault(res, fault);
    const token = bearerOf(req);
    const report = (code: 'media-without-credentials' | 'media-of-other-account', message: string) =>
      wires.journal.violation({ code, message, url: req.path, at: wires.clock.now().toISOString() });
    if (tokenError(token, wires)) {
      report('media-without-credentials', 'Media asked for without a good token.');
      return void res.status(401).end();
    }
    if (!req.headers['user-agent']) return void res.status(400).end();
    const { mid = '', ext = '', hash = '' } = req.query;
    const media = wires.media.find(String(mid));
    const isGood = hash === hashOf(String(mid), String(ext)) && Number(ext) * 1000 > wires.clock.now().getTime();
    if (!media || !isGood) return void res.status(404).end();
    if (!isOpenTo(token ?? '', media, wires)) {
      report('media-of-other-account', "Media asked for with another account's token.");
      return void res.status(404).end();
    }
    media.fetches += 1;
    if (media.fault?.kind === 'not-yet' && media.fetches <= media.fault.tries) return void res.status(404).end();
    sendBytes(res, media);
  });
  return router;
}
