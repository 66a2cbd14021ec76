import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VisionAnswer } from '@casillero/domain/order/vision-answer';

/** How the endpoint answers: with an order, with a status, with a body of its own, or not at all. */
export type Script =
  | { readonly answer: VisionAnswer }
  | { readonly status: number; readonly error?: object }
  | { readonly body: string }
  | { readonly choice: object }
  | 'silence'
  | 'reset';

export type Asked = { readonly authorization: string | undefined; readonly body: Record<string, unknown> };

/** An OpenAI-compatible endpoint that says what a test tells it to, and keeps what it was asked. */
export async function startVisionEndpoint() {
  const asked: Asked[] = [];
  let script: Script = 'silence';
  const server = createServer(async (request, response) => {
    asked.push({ authorization: request.headers.authorization, body: JSON.parse(await bodyOf(request)) });
    act(script, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openai/v1`,
    asked,
    willAnswer: (next: Script) => {
      script = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @see https://platform.openai.com/docs/api-reference/chat/object */
const completion = (choice: object) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'scripted',
  choices: [
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: null, refusal: null }, ...choice },
  ],
  usage: { prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 },
});

function act(script: Script, request: IncomingMessage, response: ServerResponse): void {
  if (script === 'silence') return;
  if (script === 'reset') {
    request.socket.destroy();
    return;
  }
  const send = (status: number, body: string) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  if ('status' in script) send(script.status, JSON.stringify({ error: script.error ?? { message: 'no' } }));
  else if ('body' in script) send(200, script.body);
  else if ('choice' in script) send(200, JSON.stringify(completion(script.choice)));
  else
    send(
      200,
      JSON.stringify(
        completion({ message: { role: 'assistant', content: JSON.stringify(script.answer), refusal: null } }),
      ),
    );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** An answer with nothing on it but what a test says. */
export const anAnswer = (over: Partial<VisionAnswer> = {}): VisionAnswer => ({
  isOrder: true,
  shop: null,
  orderNumber: null,
  orderDate: null,
  currency: null,
  items: [],
  subtotal: null,
  shipping: null,
  tax: null,
  discount: null,
  total: null,
  tracking: [],
  status: null,
  statusText: null,
  customerName: null,
  language: null,
  ...over,
});
