import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type ReceivedEvent = {
  /** the id of the trigger it was posted to */
  readonly trigger: string;
  readonly contentType: string;
  /** the body as JSON */
  readonly body: Record<string, unknown>;
};

export type FunctionsReceiver = {
  readonly host: string;
  readonly received: ReceivedEvent[];
  /** what posts are answered with; after the function has run, as the functions emulator does */
  run: (event: ReceivedEvent) => Promise<number>;
  /** what is answered to GET */
  answer: () => string;
  stop(): Promise<void>;
};

/** Stands in for the functions emulator: takes posted events and runs a function for each. */
export async function startFunctionsReceiver(): Promise<FunctionsReceiver> {
  const server = http.createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.end(receiver.answer());
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [, trigger = ''] = /^\/functions\/projects\/[^/]+\/triggers\/([^/]+)$/.exec(request.url ?? '') ?? [];
    const event: ReceivedEvent = {
      trigger,
      contentType: request.headers['content-type'] ?? '',
      body: Object(JSON.parse(Buffer.concat(chunks).toString('utf8'))),
    };
    receiver.received.push(event);
    response.writeHead(await receiver.run(event)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: FunctionsReceiver = {
    host: `127.0.0.1:${port}`,
    received: [],
    run: async () => 200,
    answer: () => '{}',
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
