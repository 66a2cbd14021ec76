import { logger } from 'firebase-functions/logger';
import {
  publicBaseUrl,
  twilioAccountSid,
  twilioApiBase,
  twilioAuthToken,
  twilioMediaOrigins,
  twilioWabaId,
  WEBHOOK_MAX_BYTES,
} from '../config.ts';
import { isOutage } from '../firestore/is-outage.ts';
import { downloadFromTwilio } from '../provider/twilio/download-media.ts';
import { markReadByTwilio } from '../provider/twilio/mark-read.ts';
import type { TwilioClient } from '../provider/twilio/messages.ts';
import { findSentByTwilio, sendByTwilio } from '../provider/twilio/messages.ts';
import { twilioNumberAccount } from '../provider/twilio/number-account.ts';
import { twilioNumberShop } from '../provider/twilio/number-shop.ts';
import { redirectRequests } from '../provider/twilio/simulated-host.ts';
import { isSignedByTwilio } from '../provider/twilio/verify-signature.ts';
import { webhookAddresses } from '../provider/twilio/webhook-addresses.ts';
import { makeTwilioWebhook } from '../triggers/twilio-webhook.ts';
import { keepUnprocessed } from './events.ts';
import { now, once, receive, recordIgnored, recordStatus } from './platform.ts';

/** The account's auth tokens; the first one signs our requests, any may have signed theirs (rotation). */
export const twilioAuthTokens = () =>
  twilioAuthToken
    .value()
    .split(',')
    .map((token) => token.trim());

/** Answers the webhook of Twilio. */
export const twilioWebhookHandler = once(() =>
  makeTwilioWebhook({
    receive: receive(),
    recordStatus: recordStatus(),
    recordIgnored: recordIgnored(),
    keep: keepUnprocessed(),
    isOutage,
    isSigned: (signature, query, fields) =>
      isSignedByTwilio(signature, `${publicBaseUrl.value()}/webhooks/twilio${query}`, fields, twilioAuthTokens()),
    maxBytes: WEBHOOK_MAX_BYTES,
    now,
    log: (severity, event, details) => logger.write({ severity, message: event, ...details }),
  }),
);

/** The REST client; loaded on first use, since the package is heavy and webhooks do not need it. */
export const twilioClient: TwilioClient = once(async () => {
  const [{ default: twilio }, { default: RequestClient }] = await Promise.all([
    import('twilio'),
    import('twilio/lib/base/RequestClient.js'),
  ]);
  const base = twilioApiBase.value();
  const isTwilio = base === 'https://api.twilio.com';
  return twilio(twilioAccountSid.value(), twilioAuthTokens()[0] ?? '', {
    ...(isTwilio ? {} : { httpClient: redirectRequests(RequestClient, base) }),
  });
});

/** The account's numbers and WhatsApp senders. */
export const twilioNumbers = once(() =>
  twilioNumberAccount(twilioClient, () => ({
    accountSid: twilioAccountSid.value(),
    publicBaseUrl: publicBaseUrl.value(),
    wabaId: twilioWabaId.value() || null,
  })),
);

/** Numbers for sale. */
export const twilioShop = once(() => twilioNumberShop(twilioClient, () => twilioAccountSid.value()));

/** Sending, looking up and media over Twilio. */
export const twilioProvider = once(() => ({
  send: sendByTwilio(twilioClient, () => webhookAddresses(publicBaseUrl.value()).statusUrl),
  findSent: findSentByTwilio(twilioClient),
  download: downloadFromTwilio(() => ({
    apiBase: twilioApiBase.value(),
    mediaOrigins: twilioMediaOrigins.value().split(','),
    accountSid: twilioAccountSid.value(),
    authToken: twilioAuthTokens()[0] ?? '',
  })),
  markRead: markReadByTwilio(() => ({
    base: twilioApiBase.value(),
    accountSid: twilioAccountSid.value(),
    authToken: twilioAuthTokens()[0] ?? '',
  })),
}));
