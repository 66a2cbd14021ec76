import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJsonBody, readBody } from '../http/body.ts';
import { errorBody, httpStatusOf } from '../http/status.ts';
import { httpClient } from '../identity/caller.ts';
import { readAuthorization } from '../identity/read-authorization.ts';
import { asciiJson } from '../proto/ascii-json.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { invalidArgument, toFirestoreError } from '../values/status.ts';
import { REST_CALLS, type RestHandler } from './calls.ts';
import { findRoute } from './routes.ts';

/** Answers one REST call. SDKs send JSON as text/plain to spare a preflight, so the content type is not looked at. */
export async function handleRest(
  state: ServerState,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  let handler: RestHandler | null = null;
  try {
    const { call, fromUrl } = findRoute(request.method ?? 'GET', url);
    handler = REST_CALLS[call];
    const client = httpClient(request.headers, request.socket);
    const caller = { ...readAuthorization(request.headers.authorization), client };
    const json = join(handler, fromUrl, parseJsonBody(await readBody(request)));
    sendJson(response, 200, await handler.run(state, caller, json));
  } catch (thrown) {
    const error = toFirestoreError(thrown);
    if (error.status === 'INTERNAL') console.error(thrown);
    const body = errorBody(error);
    sendJson(response, httpStatusOf(error), handler?.isStream ? [body] : body);
  }
}

/** What the URL says goes before what the body says, as in Google's HTTP mapping. */
function join(handler: RestHandler, fromUrl: Record<string, unknown>, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidArgument('Invalid JSON payload received. The body must be an object.');
  }
  if (handler.bodyField === null) return { ...body, ...fromUrl };
  return { ...fromUrl, document: { ...body, ...Object(fromUrl.document) } };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(`${asciiJson(body)}\n`);
}
