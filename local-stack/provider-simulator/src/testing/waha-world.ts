import type { WahaOptions } from '../waha/account.ts';
import { startWorld } from './start-world.ts';
import type { ReceivedWebhook } from './webhook-receiver.ts';

export const KEY = 'waha key';
export const HMAC_KEY = 'hmac key';
export const SESSION = 'casillero';
export const PHONE = '+15550120';
export const EVENTS = [
  'message',
  'message.ack',
  'message.reaction',
  'message.edited',
  'message.revoked',
  'session.status',
];

/** A world with one WAHA session that works, told at /webhooks/waha. */
export async function startWahaWorld(waha: Partial<WahaOptions> = {}) {
  const world = await startWorld({
    waha: {
      apiKey: KEY,
      sessions: [{ name: SESSION, phone: PHONE, pushName: 'Casillero' }],
      globalWebhook: { events: EVENTS, hmac: { key: HMAC_KEY } },
      ...waha,
    },
  });
  const ask = async (method: string, path: string, body?: unknown, key: string | null = KEY) => {
    const response = await fetch(world.simulator.wahaUrl + path, {
      method,
      headers: {
        ...(key !== null && { 'X-Api-Key': key }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : (JSON.parse(text) as Answer) };
  };
  return {
    ...world,
    ask,
    sendText: (chatId: string, text: string, more: object = {}) =>
      ask('POST', '/api/sendText', { session: SESSION, chatId, text, ...more }),
  };
}

/** The part of WAHA's answers that tests look at; lists are arrays of them. */
export interface Answer {
  [key: string]: unknown;
}

export interface WahaEvent {
  id: string;
  timestamp: number;
  event: string;
  session: string;
  me: unknown;
  payload: Record<string, unknown> & { id: string; media: { url: string } | null };
}

export const eventOf = (webhook: ReceivedWebhook | undefined): WahaEvent => JSON.parse(webhook?.rawBody ?? '{}');
export const eventsOf = (webhooks: readonly ReceivedWebhook[], name: string) =>
  webhooks.map(eventOf).filter(({ event }) => event === name);
