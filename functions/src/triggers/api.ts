import { onRequest } from 'firebase-functions/https';
import { apiApp } from '../composition/api.ts';
import { metaAccessToken, REGION, secretsKeys, twilioAuthToken, wahaApiKey, wahaHmacKey } from '../config.ts';

/** The HTTP API behind /api (hosting rewrites to it). */
export const api = onRequest(
  {
    region: REGION,
    invoker: 'public',
    // Pictures that people send are decoded here, at most 100 MB each, and bytes of files pass through.
    memory: '1GiB',
    concurrency: 20,
    timeoutSeconds: 300,
    secrets: [twilioAuthToken, metaAccessToken, secretsKeys, wahaApiKey, wahaHmacKey],
  },
  (request, response) => {
    apiApp()(request, response);
  },
);
