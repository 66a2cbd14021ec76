import { asNumber, asText, field } from '../json-fields.ts';

/** Where the Graph API is, and which version of it. */
export type GraphAccess = { readonly base: string; readonly version: string };

export type GraphRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** below the version: `770000000000001/messages` */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** ends it before its time */
  readonly signal?: AbortSignal | undefined;
};

/** What the Graph API did not do, and why. */
export type GraphError = {
  /** HTTP status; null: no answer, so that nobody knows whether it was done */
  readonly status: number | null;
  /** the connection was never made: it was surely not done */
  readonly isUnsent: boolean;
  readonly code: number | null;
  readonly subcode: number | null;
  /** Meta's words, at most 300 characters; holds no token */
  readonly message: string;
};

export type GraphAnswer =
  | { readonly ok: true; readonly json: unknown }
  | { readonly ok: false; readonly error: GraphError };

const TIMEOUT_MS = 20_000;
/** Requests without one have been refused. */
export const USER_AGENT = 'Casillero/1.0';

/** Errors of sockets that come before anything was sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * Calls the Graph API once, with a bearer token. Never throws; never follows a redirect with the token.
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
export async function callGraph(access: GraphAccess, token: string, request: GraphRequest): Promise<GraphAnswer> {
  const query = new URLSearchParams(request.query).toString();
  const url = `${access.base}/${access.version}/${request.path}${query === '' ? '' : `?${query}`}`;
  try {
    const answer = await fetch(url, {
      method: request.method,
      headers: {
        Authorization: `Bearer ${token}`,
        'User-Agent': USER_AGENT,
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: request.signal ?? AbortSignal.timeout(TIMEOUT_MS),
    });
    const json = await answer.json().catch(() => null);
    if (answer.ok && json !== null) return { ok: true, json };
    return { ok: false, error: errorOf(answer.status, json) };
  } catch (error) {
    const cause = error instanceof Error ? asText(field(error.cause, 'code')) : null;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const message = isLate
      ? `No answer within ${TIMEOUT_MS / 1_000} s.`
      : `No connection${cause ? ` (${cause})` : ''}.`;
    const isUnsent = cause !== null && NEVER_CONNECTED.has(cause);
    return { ok: false, error: { status: null, isUnsent, code: null, subcode: null, message } };
  }
}

function errorOf(status: number, json: unknown): GraphError {
  const error = field(json, 'error');
  const details = asText(field(field(error, 'error_data'), 'details'));
  const words = details ?? asText(field(error, 'message')) ?? 'no reason given';
  return {
    status,
    isUnsent: false,
    code: asNumber(field(error, 'code')),
    subcode: asNumber(field(error, 'error_subcode')),
    // Meta repeats a malformed token in its words.
    message: words.replace(/\bEAA[A-Za-z0-9]+/g, 'EAA…').slice(0, 300),
  };
}
