import { onRequest } from 'firebase-functions/https';
import { twilioWebhookHandler } from '../composition/twilio.ts';
import { REGION, twilioAuthToken } from '../config.ts';

/** Twilio's webhook at /webhooks/twilio (hosting rewrites to it). Answers well within Twilio's 15 s or not at all. */
export const twilioWebhook = onRequest(
  {
    region: REGION,
    invoker: 'public',
    memory: '512MiB',
    timeoutSeconds: 15,
    concurrency: 80,
    secrets: [twilioAuthToken],
  },
  async (request, response) => {
    const answer = await twilioWebhookHandler()({
      method: request.method,
      url: request.originalUrl,
      header: (name) => request.get(name),
      rawBody: request.rawBody ?? new Uint8Array(),
    });
    response
      .status(answer.status)
      .set({ 'Content-Type': answer.contentType, ...answer.headers })
      .send(answer.body);
  },
);
