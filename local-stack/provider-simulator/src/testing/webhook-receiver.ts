import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  rawBody: string;
  form: URLSearchParams;
}

/** How the receiver answers: null leaves the request open. */
export type WebhookAnswerer = (
  received: ReceivedWebhook,
  index: number,
) => { status?: number; contentType?: string; headers?: Record<string, string>; body?: string } | null | 'reset';

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** Replaces how requests are answered from now on; at first with 204. */
  answerWith(answerer: WebhookAnswerer): void;
  /** Forgets what came, after what is already on the wire has come in: for between two tests. */
  forget(): Promise<void>;
  /** Resolves as soon as so many requests have come in. */
  untilReceived(count: number): Promise<ReceivedWebhook[]>;
  stop(): Promise<void>;
}

/** A request of the receiver's own, which comes in behind those that were sent before it. */
const FLUSH_PATH = '/flush-of-the-receiver';

/** A server in the place of our webhook function, which keeps what it is sent. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const waiting = new Set<() => void>();
  let answer: WebhookAnswerer = () => ({ status: 204 });
  const server = createServer(async (req: IncomingMessage, res: ServerResponse) => {
    if (req.url === FLUSH_PATH) return void res.end();
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const rawBody = Buffer.concat(chunks).toString('utf8');
    const webhook = {
      method: req.method ?? '',
      url: req.url ?? '',
      headers: req.headers,
      rawBody,
      form: new URLSearchParams(rawBody),
    };
    received.push(webhook);
    const answered = answer(webhook, received.length - 1);
    for (const check of [...waiting]) check();
    if (answered === null) return;
    if (answered === 'reset') return void req.socket.destroy();
    const { status = 200, contentType, headers = {}, body = '' } = answered;
    res.writeHead(status, { ...(contentType !== undefined && { 'Content-Type': contentType }), ...headers });
    res.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answerWith(answerer) {
      answer = answerer;
    },
    async forget() {
      for (let times = 0; times < 2; times++) {
        await fetch(`http://127.0.0.1:${port}${FLUSH_PATH}`, { headers: { Connection: 'close' } });
      }
      received.length = 0;
    },
    untilReceived(count) {
      return new Promise((resolve) => {
        const check = () => {
          if (received.length < count) return;
          waiting.delete(check);
          resolve(received);
        };
        waiting.add(check);
        check();
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
