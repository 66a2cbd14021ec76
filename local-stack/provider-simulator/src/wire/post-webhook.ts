import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Clock } from '../world/clock.ts';

/** How one request ended. `failure` is null when an answer came in time. */
export interface WebhookAnswer {
  status: number | null;
  contentType: string | null;
  location: string | null;
  /** The Retry-After header. */
  retryAfter: string | null;
  body: string;
  failure: 'connect' | 'read-timeout' | 'total-timeout' | 'too-large' | null;
}

export interface WebhookRequest {
  method: 'POST' | 'GET';
  url: string;
  headers: Record<string, string>;
  body: string;
  connectTimeoutMs: number;
  readTimeoutMs: number;
  /** Aborts when the total time of the delivery is over, or when the simulator stops. */
  signal: AbortSignal;
}

/** Twilio refuses longer answers with error 11750. */
const LONGEST_ANSWER_BYTES = 64 * 1024;

/** Sends one request over a connection of its own and reads the answer. Never rejects; limits run on the given clock. */
export function postWebhook(webhook: WebhookRequest, clock: Clock): Promise<WebhookAnswer> {
  return new Promise((resolve) => {
    const none = { status: null, contentType: null, location: null, retryAfter: null, body: '' };
    if (webhook.signal.aborted) return resolve({ ...none, failure: 'total-timeout' });
    let isDone = false;
    let callOff = () => {};
    const finish = (answer: WebhookAnswer) => {
      if (isDone) return;
      isDone = true;
      callOff();
      webhook.signal.removeEventListener('abort', onAbort);
      request.destroy();
      resolve(answer);
    };
    const onAbort = () => finish({ ...none, failure: 'total-timeout' });
    const send = webhook.url.startsWith('https:') ? requestHttps : requestHttp;
    const request = send(webhook.url, { method: webhook.method, headers: webhook.headers, agent: false });
    let isConnected = false;
    webhook.signal.addEventListener('abort', onAbort, { once: true });
    callOff = clock.schedule(webhook.connectTimeoutMs, () => finish({ ...none, failure: 'connect' }));
    request.on('socket', (socket) => {
      socket.once('connect', () => {
        isConnected = true;
        callOff();
        callOff = clock.schedule(webhook.readTimeoutMs, () => finish({ ...none, failure: 'read-timeout' }));
      });
    });
    // A connection that breaks after it was made counts as a failed read, as the provider cannot know what took effect.
    request.on('error', () => finish({ ...none, failure: isConnected ? 'read-timeout' : 'connect' }));
    request.on('response', (response) => {
      readAnswer(response).then(finish, () => finish({ ...none, failure: 'read-timeout' }));
    });
    request.end(webhook.method === 'POST' ? webhook.body : undefined);
  });
}

async function readAnswer(response: IncomingMessage): Promise<WebhookAnswer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const head = {
    status: response.statusCode ?? null,
    contentType: response.headers['content-type'] ?? null,
    location: response.headers.location ?? null,
    retryAfter: response.headers['retry-after'] ?? null,
  };
  for await (const chunk of response) {
    chunks.push(chunk);
    sizeBytes += chunk.length;
    if (sizeBytes > LONGEST_ANSWER_BYTES) return { ...head, body: '', failure: 'too-large' };
  }
  return { ...head, body: Buffer.concat(chunks).toString('utf8'), failure: null };
}
