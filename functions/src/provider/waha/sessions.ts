import { fail, ok, type Result } from '@casillero/domain/result';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { WahaFailureCode, WahaServer, WahaServerSession } from '../../usecases/waha-sessions/ports.ts';
import { asObject, asObjects, asText, field, type JsonObject } from '../json-fields.ts';
import { callWaha, type WahaAccess, type WahaRequest } from './api.ts';
import { readChatId } from './chat-id.ts';

/** `message.any` tells replies that were typed on the phone, too; `message` besides would tell each message twice. */
const EVENTS = [
  'message.any',
  'message.ack',
  'message.reaction',
  'message.edited',
  'message.revoked',
  'session.status',
];

/** WAHA forgets retries when it restarts; 10 attempts span half an hour. */
const RETRIES = { policy: 'exponential', delaySeconds: 2, attempts: 10 };

/** Chats that are nobody's in particular are dropped at the source. */
const IGNORED = { status: true, groups: true, channels: true, broadcast: true };

export type WahaSessionsDeps = {
  readonly access: () => WahaAccess;
  /** where our webhook is, as the WAHA server reaches it */
  readonly webhookUrl: () => string;
  /** what signs it; empty: not configured, or not for the function that asks, so that nothing can be hooked */
  readonly hmacKey: () => string;
  /** whether WAHA tells all sessions' events to our webhook by its own settings (WHATSAPP_HOOK_URL) */
  readonly isHookedGlobally: () => boolean;
};

/** Sessions over WAHA's API. @see https://waha.devlike.pro/docs/how-to/sessions/ */
export function wahaServer(deps: WahaSessionsDeps): WahaServer {
  const call = (request: WahaRequest) => answered(deps, request);
  const session = (json: unknown) => ok(sessionOf(json, deps));
  const at = (name: string) => `/api/sessions/${encodeURIComponent(name)}`;
  const webhook = () => ({ url: deps.webhookUrl(), events: EVENTS, hmac: { key: deps.hmacKey() }, retries: RETRIES });
  const get = async (name: string) => {
    const found = await call({ method: 'GET', path: at(name) });
    return found.ok ? session(found.value) : found;
  };
  return {
    list: async () => {
      const found = await call({ method: 'GET', path: '/api/sessions', query: { all: 'true' } });
      return found.ok ? ok(asObjects(found.value).map((each) => sessionOf(each, deps))) : found;
    },
    get,
    create: async (name) => {
      if (deps.hmacKey() === '') return notConfigured();
      const before = await get(name);
      if (before.ok) return fail('session-exists', `There is a session ${name} already.`, 'Take another name.');
      if (before.failure.code !== 'not-found') return before;
      const config = { webhooks: [webhook()], ignore: IGNORED };
      const made = await call({ method: 'POST', path: '/api/sessions', body: { name, start: true, config } });
      return made.ok ? session(made.value) : made;
    },
    act: async (name, action) => {
      const done = await call({ method: 'POST', path: `${at(name)}/${action}`, body: {} });
      return done.ok ? get(name) : done;
    },
    hook: async (name) => {
      if (deps.hmacKey() === '') return notConfigured();
      const found = await call({ method: 'GET', path: at(name) });
      if (!found.ok) return found;
      // PUT replaces the whole configuration.
      const config = asObject(field(found.value, 'config')) ?? {};
      const others = asObjects(config.webhooks).filter((each) => asText(each.url) !== deps.webhookUrl());
      const body = { name, config: { ignore: IGNORED, ...config, webhooks: [...others, webhook()] } };
      const put = await call({ method: 'PUT', path: at(name), body });
      return put.ok ? session(put.value) : put;
    },
    qrCode: async (name) => {
      const path = `/api/${encodeURIComponent(name)}/auth/qr`;
      const shown = await call({ method: 'GET', path, query: { format: 'raw' } });
      if (!shown.ok)
        return shown.failure.code === 'waha-refused'
          ? fail(
              'no-qr-code',
              'The session shows no QR code.',
              'Start or restart it: codes run out after a few minutes.',
            )
          : shown;
      const value = asText(field(shown.value, 'value'));
      return value === null ? fail('no-qr-code', 'The session shows no QR code.', 'Restart it.') : ok(value);
    },
  };
}

const notConfigured = () =>
  fail('waha-not-configured', 'WAHA is not configured here.', 'Set WAHA_API_BASE, WAHA_API_KEY and WAHA_HMAC_KEY.');

type WahaResult = Result<unknown, WahaFailureCode>;

async function answered(deps: WahaSessionsDeps, request: WahaRequest): Promise<WahaResult> {
  const access = deps.access();
  if (access.base === '') return notConfigured();
  const answer = await callWaha(access, request);
  if (answer.ok) return ok(answer.json);
  if (answer.status === null) return fail('waha-unreachable', `WAHA: ${answer.message}`, 'Is the WAHA server running?');
  if (answer.status === 404) return fail('not-found', 'WAHA has no such session.', 'Look at the list of sessions.');
  return fail(
    'waha-refused',
    `WAHA ${answer.status}: ${answer.message}`,
    'Restart the session, or look at WAHA’s log.',
  );
}

function sessionOf(json: unknown, deps: WahaSessionsDeps): WahaServerSession {
  const me = readChatId(asText(field(field(json, 'me'), 'id')));
  const phone = me.kind === 'phone' ? parsePhone(me.user) : null;
  const webhooks = asObjects(field(field(json, 'config'), 'webhooks'));
  return {
    name: asText(field(json, 'name')) ?? '',
    status: asText(field(json, 'status')) ?? 'UNKNOWN',
    phone: phone?.ok ? phone.value : null,
    pushName: asText(field(field(json, 'me'), 'pushName')),
    engine: asText(field(field(json, 'engine'), 'engine')),
    isHooked: deps.isHookedGlobally() || webhooks.some((each) => isOurs(each, deps.webhookUrl())),
  };
}

const isOurs = (webhook: JsonObject, url: string): boolean =>
  asText(webhook.url) === url && asText(field(webhook.hmac, 'key')) !== null;
