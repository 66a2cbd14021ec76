import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Served } from '../api/serve.ts';
import { serveWahaSessions } from '../api/waha-sessions/serve-waha-sessions.ts';
import {
  publicBaseUrl,
  valuesOf,
  WAHA_WEBHOOK_MAX_BYTES,
  wahaApiBase,
  wahaApiKey,
  wahaHmacKey,
  wahaIsHookedGlobally,
} from '../config.ts';
import { readOn } from '../firestore/transact.ts';
import type { WahaAccess } from '../provider/waha/api.ts';
import { downloadFromWaha } from '../provider/waha/download-media.ts';
import { findSentByWaha, markReadByWaha, sendByWaha } from '../provider/waha/messages.ts';
import { resolveHiddenId } from '../provider/waha/resolve-hidden-id.ts';
import { wahaServer } from '../provider/waha/sessions.ts';
import { makeWahaWebhook } from '../triggers/waha-webhook.ts';
import { onceInAWhile, rememberFor } from '../usecases/accounts/remembered.ts';
import { makeNoteWahaMessage, makeRecordWahaSession } from '../usecases/waha-sessions/record-session.ts';
import { keepUnprocessed, log, takeEvents } from './events.ts';
import { firestore, now, once, transact } from './platform.ts';

export const wahaAccess = (): WahaAccess => ({ base: wahaApiBase.value(), apiKey: valuesOf(wahaApiKey)[0] ?? '' });

const MESSAGE_NOTED_EVERY_MS = 60_000;
/** A hidden id keeps its phone; one that has none yet is asked for again after this time. */
const HIDDEN_IDS = { forMs: 10 * 60_000, max: 5_000, now };

const hiddenIds = once(() =>
  rememberFor<string, string | null>(HIDDEN_IDS, (key) => {
    const { session, hiddenId } = JSON.parse(key) as { session: string; hiddenId: string };
    return wahaAccess().base === '' ? Promise.resolve(null) : resolveHiddenId(wahaAccess(), session, hiddenId);
  }),
);

/** The address with the phone of a hidden id, or null. */
export const phoneOfHiddenId = (session: string, hiddenId: string): Promise<string | null> =>
  hiddenIds().get(JSON.stringify({ session, hiddenId }));

/** Answers WAHA's webhook. */
export const wahaWebhookHandler = once(() => {
  const noteMessage = makeNoteWahaMessage({ transact: transact(), now });
  return makeWahaWebhook({
    keys: () => valuesOf(wahaHmacKey),
    takeEvents: takeEvents(),
    keep: keepUnprocessed(),
    recordSession: makeRecordWahaSession({ transact: transact() }),
    noteMessage: onceInAWhile({ everyMs: MESSAGE_NOTED_EVERY_MS, max: 500, now }, (session) =>
      noteMessage(session).catch((error: unknown) => log('WARNING', 'note-failed', { session, error: String(error) })),
    ),
    resolve: phoneOfHiddenId,
    maxBytes: WAHA_WEBHOOK_MAX_BYTES,
    now,
    log,
  });
});

/** The WAHA server's sessions. */
export const wahaSessionServer = once(() =>
  wahaServer({
    access: wahaAccess,
    webhookUrl: () => `${publicBaseUrl.value()}/webhooks/waha`,
    hmacKey: () => valuesOf(wahaHmacKey)[0] ?? '',
    isHookedGlobally: () => wahaIsHookedGlobally.value(),
  }),
);

const wahaDeps = { access: wahaAccess, pause: (ms: number) => pause(ms) };

/** Sending, looking up, media and read receipts over WAHA. */
export const wahaProvider = once(() => ({
  send: sendByWaha(wahaDeps),
  findSent: findSentByWaha(wahaDeps),
  download: downloadFromWaha(wahaAccess),
  markRead: markReadByWaha(wahaDeps),
}));

/** The API's part of WAHA's sessions. */
export const wahaSessionEndpoints: () => readonly Served[] = once(() =>
  serveWahaSessions({
    transact: transact(),
    read: readOn(firestore()),
    server: wahaSessionServer(),
    newId: randomUUID,
    now,
  }),
);
