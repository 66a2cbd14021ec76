import { logger } from 'firebase-functions/logger';
import { twilioAccountSid, twilioApiBase } from '../config.ts';
import { isOutage } from '../firestore/is-outage.ts';
import { readOn } from '../firestore/transact.ts';
import { receivedByTwilio } from '../provider/twilio/list-received.ts';
import { receivedByWaha } from '../provider/waha/list-received.ts';
import { type MessageSource, makeReconcile } from '../usecases/reconcile/reconcile.ts';
import { keepUnprocessed } from './events.ts';
import { firestore, now, once, receive, transact } from './platform.ts';
import { twilioClient } from './twilio.ts';
import { phoneOfHiddenId, wahaAccess, wahaSessionServer } from './waha.ts';

/** Every provider that keeps a list of what came in. Meta has none: it repeats its webhooks for days. */
async function sources(): Promise<MessageSource[]> {
  const twilio = twilioAccountSid.value() === '' ? [] : [receivedByTwilio(twilioClient, () => twilioApiBase.value())];
  const sessions = wahaAccess().base === '' ? null : await wahaSessionServer().list();
  if (sessions?.ok === false) logger.warn('reconcile-skipped', { source: 'waha', code: sessions.failure.code });
  const working = sessions?.ok ? sessions.value.filter(({ status }) => status === 'WORKING') : [];
  return [...twilio, ...working.map(({ name }) => receivedByWaha(wahaAccess, name, phoneOfHiddenId))];
}

/** Takes in what the providers have and no webhook brought (R91); each source at its own pace, one's failure is no other's. */
export const reconcileAll = once(() => {
  const reconcile = makeReconcile({
    read: readOn(firestore()),
    transact: transact(),
    receive: receive(),
    keep: keepUnprocessed(),
    isOutage,
    now,
  });
  return async (): Promise<void> => {
    for (const source of await sources()) {
      const outcome = await reconcile(source).catch((error: unknown) => {
        logger.error('reconcile-failed', { source: source.name, error: String(error) });
        return 'not-due' as const;
      });
      if (outcome !== 'not-due' && outcome.found > 0)
        logger.warn('reconciled', { source: source.name, found: outcome.found });
    }
  };
});
