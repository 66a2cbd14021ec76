/** What is deployed: one line per function. */
export { api } from './triggers/api.ts';
export { metaWebhook } from './triggers/meta-webhook-function.ts';
export { extract, media, provision, send } from './triggers/queues.ts';
export { refreshNumbers } from './triggers/refresh-numbers.ts';
export { sweep } from './triggers/sweep.ts';
export { twilioWebhook } from './triggers/twilio-webhook-function.ts';
export { wahaWebhook } from './triggers/waha-webhook-function.ts';
