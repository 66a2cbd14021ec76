import { isByHand } from '@casillero/domain/batch/add-by-hand';
import { logger } from 'firebase-functions/logger';
import { MEDIA_MAX_BYTES } from '../config.ts';
import { checkMedia } from '../media/check-media.ts';
import { loadFrom, storeIn } from '../storage/bucket-media.ts';
import { downloadUpload } from '../storage/download-upload.ts';
import { settleOne } from '../usecases/orders/gather-orders.ts';
import { extractOrder, type ReadOrder } from '../usecases/work-off/extract-order.ts';
import { fetchMedia } from '../usecases/work-off/fetch-media.ts';
import { sendReply } from '../usecases/work-off/send-reply.ts';
import { settleOrders } from '../usecases/work-off/settle-orders.ts';
import { sumUp } from '../usecases/work-off/sum-up.ts';
import { makeWorkOff, type WorkOff } from '../usecases/work-off/work-off.ts';
import { gatherOrders } from './orders.ts';
import { bucket, enqueue, now, once, transact } from './platform.ts';
import { providers } from './providers.ts';

/** OCR is heavy: loaded by the first screenshot, kept warm for the next ones. */
const readOrder: ReadOrder = async (image) => {
  const { readOrderByOcr } = await import('../extraction/read-order-by-ocr.ts');
  return readOrderByOcr(image);
};

const uploaded = once(() => downloadUpload(loadFrom(bucket())));

/** Works off one outbox entry, whatever its kind. */
export const workOff: () => WorkOff = once(() =>
  makeWorkOff({
    transact: transact(),
    enqueue: enqueue(),
    now,
    workers: {
      send: sendReply({ send: providers().send, findSent: providers().findSent, now }),
      summary: sumUp({ now }),
      media: fetchMedia({
        transact: transact(),
        download: (reference, maxBytes) =>
          (isByHand(reference) ? uploaded() : providers().download)(reference, maxBytes),
        check: checkMedia,
        store: storeIn(bucket()),
        maxBytes: MEDIA_MAX_BYTES,
        now,
      }),
      orders: settleOrders({
        settleOne: (tenantId, screenshotId) => settleOne({ transact: transact(), now }, tenantId, screenshotId),
        gather: gatherOrders(),
      }),
      extract: extractOrder({ transact: transact(), load: loadFrom(bucket()), read: readOrder, now }),
    },
    onFailure: (outboxId, { kind, tenantId, attempts }, reason, isFinal, cause) =>
      logger.write({
        severity: isFinal ? 'ERROR' : 'WARNING',
        message: isFinal ? 'outbox-dead' : 'outbox-retry',
        outboxId,
        kind,
        tenantId,
        attempts,
        reason,
        ...(cause instanceof Error ? { stack: cause.stack } : {}),
      }),
  }),
);
