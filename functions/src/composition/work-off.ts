import { isByHand } from '@casillero/domain/batch/add-by-hand';
import { logger } from 'firebase-functions/logger';
import {
  MEDIA_MAX_BYTES,
  publicBaseUrl,
  visionApiBase,
  visionApiKey,
  visionModel,
  visionPriceInput,
  visionPriceOutput,
} from '../config.ts';
import { isOurPhoneOn } from '../firestore/is-our-phone.ts';
import { findBySenderOn, listByTimeOn } from '../firestore/kept-documents.ts';
import { readOn } from '../firestore/transact.ts';
import { checkFile } from '../media/check-file.ts';
import { checkMedia } from '../media/check-media.ts';
import { loadFrom, storeIn } from '../storage/bucket-media.ts';
import { downloadUpload } from '../storage/download-upload.ts';
import { settleOne } from '../usecases/orders/gather-orders.ts';
import { makeMediaLinkOf } from '../usecases/outgoing-files/media-link.ts';
import { workOffPurchase } from '../usecases/purchases/work-off-purchase.ts';
import { extractOrder, type ReadOrder } from '../usecases/work-off/extract-order.ts';
import { fetchMedia } from '../usecases/work-off/fetch-media.ts';
import { fetchMessageMedia } from '../usecases/work-off/fetch-message-media.ts';
import { makeMarkArrived } from '../usecases/work-off/mark-arrived.ts';
import { moveHistory } from '../usecases/work-off/move-history.ts';
import { sendReply } from '../usecases/work-off/send-reply.ts';
import { settleOrders } from '../usecases/work-off/settle-orders.ts';
import { sumUp } from '../usecases/work-off/sum-up.ts';
import { takeUnrouted } from '../usecases/work-off/take-unrouted.ts';
import { makeWorkOff, type WorkOff } from '../usecases/work-off/work-off.ts';
import { gatherOrders } from './orders.ts';
import { bucket, enqueue, firestore, now, once, transact } from './platform.ts';
import { providers } from './providers.ts';
import { twilioNumbers } from './twilio.ts';

/** OCR is heavy: loaded by the first screenshot, kept warm for the next ones. */
const readOrder: ReadOrder = async (image, { engine, isLastAttempt }) => {
  if (engine === 'ocr') {
    const { readOrderByOcr } = await import('../extraction/read-order-by-ocr.ts');
    return readOrderByOcr(image);
  }
  const [{ readOrderByVision }, { askVision }, { readScreenshot }] = await Promise.all([
    import('../extraction/read-order-by-vision.ts'),
    import('../extraction/ask-vision.ts'),
    import('../extraction/read-screenshot.ts'),
  ]);
  return readOrderByVision({ ask: askVision(visionSettings), readByOcr: readScreenshot })(image, isLastAttempt);
};

const visionSettings = () => ({
  apiBase: visionApiBase.value(),
  apiKey: visionApiKey.value() === 'none' ? '' : visionApiKey.value(),
  model: visionModel.value(),
  priceInput: priceOf(visionPriceInput.value()),
  priceOutput: priceOf(visionPriceOutput.value()),
});

/** A setting left empty, or that is no number, is no price. */
const priceOf = (setting: string): number | null =>
  setting.trim() !== '' && Number(setting) >= 0 ? Number(setting) : null;

const markArrived = once(() => makeMarkArrived({ markRead: providers().markRead, now }));

const uploaded = once(() => downloadUpload(loadFrom(bucket())));

/** Works off one outbox entry, whatever its kind. */
export const workOff: () => WorkOff = once(() =>
  makeWorkOff({
    transact: transact(),
    enqueue: enqueue(),
    now,
    workers: {
      send: sendReply({
        send: providers().send,
        findSent: providers().findSent,
        read: readOn(firestore()),
        isOurPhone: isOurPhoneOn(firestore()),
        markArrived: markArrived(),
        mediaLinkOf: makeMediaLinkOf({ read: readOn(firestore()), base: () => publicBaseUrl.value(), now }),
        now,
      }),
      'move-history': moveHistory({
        transact: transact(),
        list: listByTimeOn(firestore()),
        findBySender: findBySenderOn(firestore()),
        now,
      }),
      'take-unrouted': takeUnrouted({ transact: transact(), enqueue: enqueue(), list: listByTimeOn(firestore()), now }),
      summary: sumUp({ now }),
      media: fetchMedia({
        transact: transact(),
        download: (reference, maxBytes) =>
          (isByHand(reference) ? uploaded() : providers().download)(reference, maxBytes),
        check: checkMedia,
        store: storeIn(bucket()),
        markArrived: markArrived(),
        maxBytes: MEDIA_MAX_BYTES,
        now,
      }),
      'message-media': fetchMessageMedia({
        download: providers().download,
        check: checkFile,
        store: storeIn(bucket()),
        maxBytes: MEDIA_MAX_BYTES,
      }),
      orders: settleOrders({
        settleOne: (tenantId, screenshotId) => settleOne({ transact: transact(), now }, tenantId, screenshotId),
        gather: gatherOrders(),
      }),
      provision: workOffPurchase({ transact: transact(), account: twilioNumbers, now }),
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
