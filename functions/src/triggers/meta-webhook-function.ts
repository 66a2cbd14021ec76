import { metaWebhookHandler } from '../composition/meta.ts';
import { metaAccessToken, metaAppSecret, metaVerifyToken, secretsKeys } from '../config.ts';
import { webhookFunction } from './webhook-function.ts';

/** Meta's webhook at /webhooks/meta and /webhooks/meta/{accountId}. One request may hold a thousand messages. */
export const metaWebhook = webhookFunction(metaWebhookHandler, {
  timeoutSeconds: 120,
  secrets: [metaAppSecret, metaVerifyToken, metaAccessToken, secretsKeys],
});
