import type { MetaOptions } from '../meta/account.ts';
import type { SimulatorOptions } from '../simulator.ts';
import { ANA, startWorld } from './start-world.ts';
import type { ReceivedWebhook } from './webhook-receiver.ts';

export const TOKEN = 'EAA-platform';
export const OTHER_TOKEN = 'EAA-importer';
export const ONE = '+15550110';
export const TWO = '+15550111';
export const IMPORTERS = '+15550112';
export const ONE_ID = '100000000000000001';
export const TWO_ID = '100000000000000002';
export const IMPORTERS_ID = '100000000000000003';
export const WABA = '200000000000001';
export const IMPORTERS_WABA = '200000000000002';
export const [PLATFORM_APP, IMPORTERS_APP] = [
  { id: '300000000000001', secret: 'a'.repeat(32), previousSecret: 'b'.repeat(32), verifyToken: 'verify us' },
  { id: '300000000000002', secret: 'c'.repeat(32), verifyToken: 'verify them' },
] as const;

/** The platform with two numbers, and an importer with an app, a path, an account and a portfolio of its own. */
const META: MetaOptions = {
  apps: [PLATFORM_APP, IMPORTERS_APP],
  wabas: [
    {
      id: WABA,
      portfolioId: '400000000000001',
      appId: PLATFORM_APP.id,
      accessTokens: [TOKEN],
      templates: [
        { name: 'paquete_listo', language: 'es', body: 'Hola {{cliente}}, su paquete {{paquete}} está listo.' },
        { name: 'en_pausa', language: 'es', body: 'Hola {{1}}', status: 'PAUSED' },
        { name: 'apagada', language: 'es', body: 'Hola', status: 'DISABLED' },
        { name: 'contado', language: 'es', body: 'Faltan {{1}} de {{2}}.' },
      ],
    },
    {
      id: IMPORTERS_WABA,
      portfolioId: '400000000000002',
      appId: IMPORTERS_APP.id,
      accessTokens: [OTHER_TOKEN],
    },
  ],
  numbers: [
    { provider: 'meta', phone: ONE, name: 'Casillero', phoneNumberId: ONE_ID, wabaId: WABA },
    { provider: 'meta', phone: TWO, name: 'Casillero 2', phoneNumberId: TWO_ID, wabaId: WABA, isCoexistence: true },
    { provider: 'meta', phone: IMPORTERS, name: 'Izalco', phoneNumberId: IMPORTERS_ID, wabaId: IMPORTERS_WABA },
  ],
};

/** A world with Meta in it; the importer's app is told at /webhooks/meta/izalco. */
export async function startMetaWorld(meta: Partial<MetaOptions> = {}, overrides: Partial<SimulatorOptions> = {}) {
  const world = await startWorld({ meta: { ...META, ...meta }, ...overrides });
  world.receiver.answerWith(() => ({ status: 200 }));
  const graph = (method: string, path: string, body?: unknown, token: string | null = TOKEN) =>
    fetch(`${world.simulator.graphUrl}/v24.0/${path}`, {
      method,
      headers: {
        ...(token !== null && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).then(async (response) => ({ status: response.status, json: (await response.json()) as Answer }));
  return {
    ...world,
    graph,
    /** Sends from the platform's first number. */
    send: (message: object, to: object = { to: ANA }) =>
      graph('POST', `${ONE_ID}/messages`, { messaging_product: 'whatsapp', ...to, ...message }),
    sendText: (body: string) =>
      graph('POST', `${ONE_ID}/messages`, { messaging_product: 'whatsapp', to: ANA, type: 'text', text: { body } }),
  };
}

/** The part of the Graph API's answers that tests look at. */
export interface Answer {
  id?: string;
  success?: boolean;
  url?: string;
  data?: Record<string, unknown>[];
  paging?: { next?: string };
  contacts?: Record<string, unknown>[];
  messages?: { id: string; message_status: string }[];
  error?: {
    code: number;
    message: string;
    error_subcode?: number;
    error_data: { details: string };
    fbtrace_id: string;
  };
}

interface Value {
  metadata: { display_phone_number: string; phone_number_id: string };
  contacts?: Record<string, unknown>[];
  messages?: Record<string, unknown>[];
  statuses?: Record<string, unknown>[];
}

/** All changes of a webhook's body, whatever entries they are in. */
export function changesOf(webhook: ReceivedWebhook | undefined): { wabaId: string; field: string; value: Value }[] {
  const body: { entry: { id: string; changes: { field: string; value: Value }[] }[] } = JSON.parse(
    webhook?.rawBody ?? '{"entry":[]}',
  );
  return body.entry.flatMap(({ id, changes }) => changes.map((change) => ({ wabaId: id, ...change })));
}

/** All messages of a webhook's body. */
export const messagesOf = (webhook: ReceivedWebhook | undefined) =>
  changesOf(webhook).flatMap(({ value }) => value.messages ?? []);

/** All statuses of several webhooks, in order of arrival. */
export const statusesOf = (webhooks: readonly ReceivedWebhook[]) =>
  webhooks.flatMap((webhook) => changesOf(webhook).flatMap(({ value }) => value.statuses ?? []));
