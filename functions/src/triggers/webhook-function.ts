import { type HttpsFunction, type HttpsOptions, onRequest } from 'firebase-functions/https';
import { REGION } from '../config.ts';
import type { WebhookHandler } from './webhook.ts';

/** A deployed function that answers a provider's webhook; anybody may call it, the signature decides. */
export const webhookFunction = (handler: () => WebhookHandler, options: HttpsOptions): HttpsFunction =>
  onRequest(
    { region: REGION, invoker: 'public', memory: '512MiB', concurrency: 80, ...options },
    async (request, response) => {
      const answer = await handler()({
        method: request.method,
        url: request.originalUrl,
        header: (name) => request.get(name),
        rawBody: request.rawBody ?? new Uint8Array(),
      });
      response
        .status(answer.status)
        .set({ 'Content-Type': answer.contentType, 'X-Content-Type-Options': 'nosniff', ...answer.headers })
        .send(answer.body);
    },
  );
