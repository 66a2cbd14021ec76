import type { Server } from 'node:http';
import type { AccountRecord } from '@casillero/domain/records/account-record';
import { NOW } from '@casillero/domain/testing';
import type { WebhookHandler } from '../src/triggers/webhook.ts';

export const PLATFORM = {
  appSecret: 'fedcba9876543210fedcba9876543210',
  verifyToken: 'verify-the-platform',
  token: 'EAAplatform',
  wabaId: '200000000000001',
  portfolioId: '400000000000001',
  phone: '+15550110',
  phoneNumberId: '100000000000000001',
};
/** Izalco's own account, with an app of its own. */
export const OWN = {
  accountId: 'acc_izalco',
  appSecret: '0123456789abcdef0123456789abcdef',
  verifyToken: 'verify-izalco',
  token: 'EAAizalco',
  wabaId: '200000000000002',
  portfolioId: '400000000000002',
  phone: '+15550111',
  phoneNumberId: '100000000000000002',
};
export const ANA = '+50370000001';
export const BETO = '+50370000002';
export const CARLA = '+50370000101';
export const DIANA = '+50370000900';

/** A session of the WAHA server, assigned to Izalco. */
export const WAHA = { session: 'izalco-waha', phone: '+15550120', apiKey: 'waha-key', hmacKey: 'waha-hmac-key' };

/** Meta escapes slashes and everything beyond ASCII. */
export const asMetaWrites = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const anAccount = (over: Partial<AccountRecord> = {}): AccountRecord => ({
  provider: 'meta',
  tenantId: 'izalco',
  label: 'Izalco',
  wabaId: OWN.wabaId,
  portfolioId: OWN.portfolioId,
  phoneNumberIds: [OWN.phoneNumberId],
  hasOwnApp: true,
  token: { state: 'ok', since: NOW, code: null, message: null },
  notice: null,
  lastEventAt: null,
  createdAt: NOW,
  updatedAt: NOW,
  ...over,
});

/** Puts a handler behind a socket. */
export function serveWebhook(server: Server, handler: WebhookHandler): void {
  server.on('request', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    const rawBody = Buffer.concat(chunks);
    const answer = await handler({ method: request.method ?? '', url: request.url ?? '', header, rawBody }).catch(
      (error: unknown) => ({ status: 500, contentType: 'text/plain', body: String(error), headers: {} }),
    );
    response.writeHead(answer.status, { 'Content-Type': answer.contentType, ...answer.headers }).end(answer.body);
  });
}
