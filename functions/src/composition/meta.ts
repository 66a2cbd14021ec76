import { paths } from '@casillero/domain/records/paths';
import { META_WEBHOOK_MAX_BYTES, metaGraphBase, metaGraphVersion, metaMediaOrigins } from '../config.ts';
import { downloadFromMeta } from '../provider/meta/download-media.ts';
import { findSentByMeta, type MetaDeps, markReadByMeta, sendByMeta } from '../provider/meta/messages.ts';
import { makeMetaWebhook } from '../triggers/meta-webhook.ts';
import { onceInAWhile } from '../usecases/accounts/remembered.ts';
import { accountDirectory, noteToken } from './accounts.ts';
import { countRefused, keepUnprocessed, log, takeEvents } from './events.ts';
import { firestore, now, once } from './platform.ts';

/** How often the time of an account's last event is written, at most. */
const ARRIVAL_NOTED_EVERY_MS = 60_000;

/** Answers Meta's webhook, the platform's and those of tenants' own accounts. */
export const metaWebhookHandler = once(() => {
  const noteArrival = onceInAWhile({ everyMs: ARRIVAL_NOTED_EVERY_MS, max: 500, now }, (accountId) =>
    firestore()
      .doc(paths.account(accountId))
      .update({ lastEventAt: now() })
      // The platform's account may have no record yet; and this is for people to look at, not for anything to hang on.
      .catch(() => undefined),
  );
  return makeMetaWebhook({
    directory: accountDirectory(),
    takeEvents: takeEvents(),
    keep: keepUnprocessed(),
    countRefused: countRefused(),
    noteArrival,
    maxBytes: META_WEBHOOK_MAX_BYTES,
    now,
    log,
  });
});

const metaDeps = once(
  (): MetaDeps => ({
    access: () => ({ base: metaGraphBase.value(), version: metaGraphVersion.value() }),
    tokenOf: accountDirectory().tokenOf,
    noteToken: noteToken(),
  }),
);

/** Sending, looking up, media and read receipts over the Graph API. */
export const metaProvider = once(() => ({
  send: sendByMeta(metaDeps()),
  findSent: findSentByMeta(),
  download: downloadFromMeta({ ...metaDeps(), mediaOrigins: () => metaMediaOrigins.value().split(',') }),
  markRead: markReadByMeta(metaDeps()),
}));
