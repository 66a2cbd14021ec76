import { twilioWebhookHandler } from '../composition/twilio.ts';
import { twilioAuthToken } from '../config.ts';
import { webhookFunction } from './webhook-function.ts';

/** Twilio's webhook at /webhooks/twilio (hosting rewrites to it). Answers well within Twilio's 15 s or not at all. */
export const twilioWebhook = webhookFunction(twilioWebhookHandler, { timeoutSeconds: 15, secrets: [twilioAuthToken] });
