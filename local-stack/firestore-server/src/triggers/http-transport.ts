import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { asciiJson } from '../proto/ascii-json.ts';
import type { EventTransport } from './deliveries.ts';
import type { DocumentEvent } from './document-event.ts';
import type { Trigger } from './trigger.ts';

/** Events that are posted at the same time; the others wait for a connection. */
const MAX_CONNECTIONS = 32;

export type FunctionsAddress = {
  /** `host:port` of the functions emulator */
  readonly functionsHost?: string | undefined;
  /** `host:port` of the emulator hub, which knows the functions emulator once it runs */
  readonly hubHost?: string | undefined;
};

/**
 * Posts events to the functions emulator of firebase-tools. Without a fixed address the hub is asked, again after every
 * failure, because the emulators may have been restarted on other ports.
 */
export function createHttpTransport({ functionsHost, hubHost }: FunctionsAddress): EventTransport {
  const agent = new http.Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  const stopped = new AbortController();
  let known = functionsHost ?? null;
  return {
    findHost: async () => {
      if (known === null && hubHost !== undefined) known = await askHub(hubHost, stopped.signal);
      return known;
    },
    post: async (host, trigger, event) => {
      try {
        return await post(agent, host, trigger, event, stopped.signal);
      } catch (error) {
        known = functionsHost ?? null;
        throw error;
      }
    },
    pause: (milliseconds) => pause(milliseconds, undefined, { signal: stopped.signal, ref: false }),
    warn: console.warn,
    stop: () => {
      stopped.abort();
      agent.destroy();
    },
  };
}

/** @throws when the hub is not there or knows of no functions yet: worth another attempt */
async function askHub(hubHost: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(`http://${hubHost}/emulators`, { signal });
  const { host, port } = Object(Object(await response.json()).functions);
  if (typeof host === 'string' && typeof port === 'number')
    return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  throw new Error(`the emulator hub at ${hubHost} knows of no functions emulator`);
}

function post(
  agent: http.Agent,
  host: string,
  trigger: Trigger,
  { contentType, body }: DocumentEvent,
  signal: AbortSignal,
): Promise<number> {
  const path = `/functions/projects/${trigger.project}/triggers/${encodeURIComponent(trigger.id)}`;
  const text = asciiJson(body);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  // Not fetch: it gives up on an answer after five minutes, and functions may take longer.
  const request = http.request(`http://${host}${path}`, {
    method: 'POST',
    agent,
    signal,
    headers: { 'content-type': contentType, 'content-length': Buffer.byteLength(text) },
  });
  request.on('error', reject);
  request.on('response', (response) => {
    response.on('error', reject);
    response.on('end', () => resolve(response.statusCode ?? 0));
    response.resume();
  });
  request.end(text);
  return promise;
}
