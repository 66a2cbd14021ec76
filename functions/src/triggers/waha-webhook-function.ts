import { wahaWebhookHandler } from '../composition/waha.ts';
import { wahaApiKey, wahaHmacKey } from '../config.ts';
import { webhookFunction } from './webhook-function.ts';

/** WAHA's webhook at /webhooks/waha, for all its sessions. */
export const wahaWebhook = webhookFunction(wahaWebhookHandler, {
  timeoutSeconds: 30,
  secrets: [wahaHmacKey, wahaApiKey],
});
