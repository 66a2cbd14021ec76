import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const bodies: URLSearchParams[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  bodies.push(new URLSearchParams(Buffer.concat(chunks).toString()));
  response.writeHead(201, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ sid: 'SM1' }));
});
const before = { ...process.env };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.TWILIO_API_BASE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.TWILIO_ACCOUNT_SID = `AC${'1'.padStart(32, '0')}`;
  process.env.TWILIO_AUTH_TOKEN = '0badc0de0badc0de0badc0de0badc0de';
  process.env.PUBLIC_BASE_URL = 'https://casillero.example';
  // The client is made once, of the settings that there are: another file of this worker may have made one.
  vi.resetModules();
});
afterAll(() => {
  vi.resetModules();
  for (const name of ['TWILIO_API_BASE', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'PUBLIC_BASE_URL'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  server.close();
});

test('R52: what becomes of a message is told with the same retries as messages are', async () => {
  const message = { id: 'a', number: 'twilio:+15550100', address: 'whatsapp:+50370000001', text: 'Hola', media: null };
  const { twilioProvider } = await import('./twilio.ts');
  expect(await twilioProvider().send(message)).toEqual({ ok: true, value: { providerMessageId: 'SM1' } });
  expect(bodies.map((each) => each.get('StatusCallback'))).toEqual([
    'https://casillero.example/webhooks/twilio#rc=3&rp=all',
  ]);
});
