/** What a function sees of a webhook request; the raw body is what was signed. */
export type WebhookRequest = {
  readonly method: string;
  /** path and query as received */
  readonly url: string;
  readonly header: (name: string) => string | undefined;
  readonly rawBody: Uint8Array;
};

export type WebhookAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Answers one request of a provider; rejects only if the database is not there or something is broken. */
export type WebhookHandler = (request: WebhookRequest) => Promise<WebhookAnswer>;

export type Log = (severity: 'INFO' | 'WARNING' | 'ERROR', event: string, details: Record<string, unknown>) => void;

/** An answer other than success: a stable code and a sentence (R93). */
export const refused = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): WebhookAnswer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify({ code, message }),
  headers,
});

/** The media type of a request, without parameters, in lower case; empty if there is none. */
export const mediaTypeOf = (request: WebhookRequest): string =>
  (request.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** The query of a request as received, with its question mark; empty if there is none. */
export const queryOf = ({ url }: WebhookRequest): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');
