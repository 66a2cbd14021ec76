import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { warmUp } from './warm-up.ts';

let server: Server;
afterEach(() => new Promise((done) => server.close(done)));

async function hosting(healthStatus: number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.statusCode = request.url === '/api/v1/health' ? healthStatus : 405;
    response.end('no function api');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('asks the API and the webhook, whatever the webhook says to a GET', async () => {
  const { url, asked } = await hosting(200);
  await warmUp(url);
  expect(asked.toSorted()).toEqual(['/api/v1/health', '/webhooks/twilio']);
});

test('an API that is not well ends the start with its answer', async () => {
  const { url } = await hosting(404);
  await expect(warmUp(url)).rejects.toThrow('HTTP 404, no function api');
});
