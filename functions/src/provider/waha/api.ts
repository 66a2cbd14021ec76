import { asText, field } from '../json-fields.ts';

/** Where the WAHA server is, and what opens it; an empty base: not configured. */
export type WahaAccess = { readonly base: string; readonly apiKey: string };

export type WahaRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** below the base: `/api/sendText` */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** ends it before its time */
  readonly signal?: AbortSignal | undefined;
};

export type WahaAnswer =
  | { readonly ok: true; readonly json: unknown }
  | {
      readonly ok: false;
      /** null: no answer, so that nobody knows whether it was done */
      readonly status: number | null;
      /** the connection was never made */
      readonly isUnsent: boolean;
      readonly message: string;
    };

const TIMEOUT_MS = 15_000;
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Calls the WAHA server once. Never throws; never follows a redirect. @see https://waha.devlike.pro/docs/how-to/security/ */
export async function callWaha(access: WahaAccess, request: WahaRequest, timeoutMs = TIMEOUT_MS): Promise<WahaAnswer> {
  const query = new URLSearchParams(request.query).toString();
  try {
    const answer = await fetch(`${access.base}${request.path}${query === '' ? '' : `?${query}`}`, {
      method: request.method,
      headers: {
        'X-Api-Key': access.apiKey,
        Accept: 'application/json',
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      redirect: 'manual',
      signal: request.signal ?? AbortSignal.timeout(timeoutMs),
    });
    const json: unknown = await answer.json().catch(() => null);
    if (answer.ok) return { ok: true, json };
    const words = asText(field(json, 'message')) ?? asText(field(json, 'error')) ?? 'no reason given';
    return { ok: false, status: answer.status, isUnsent: false, message: words.slice(0, 300) };
  } catch (error) {
    const cause = error instanceof Error ? asText(field(error.cause, 'code')) : null;
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    const isUnsent = cause !== null && NEVER_CONNECTED.has(cause);
    return { ok: false, status: null, isUnsent, message: isLate ? 'No answer in time.' : 'No connection.' };
  }
}
