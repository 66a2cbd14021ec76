import { type AnswerOf, addressOf, type CallOf, type Endpoint } from '@casillero/domain/api/endpoint';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';

/**
 * Calls an endpoint of the API (@casillero/domain/api). Expected failures are values: the endpoint's own codes,
 * 'no-network', and 'unexpected-answer' if the answer is not what the endpoint promises.
 */
export type CallEndpoint = <Each extends Endpoint>(
  endpoint: Each,
  call: CallOf<Each>,
  /** for endpoints that need it: the same key for each attempt of one act */
  idempotencyKey?: string,
) => Promise<Result<AnswerOf<Each>>>;

/** Sends to a path below the API's base. Failures that are passing are worth another try. */
export type CallApi = (path: string, sent: Sent) => Promise<Result<Response> & { isPassing?: boolean }>;

export type ApiPorts = {
  readonly call: CallApi;
  readonly callEndpoint: CallEndpoint;
};

/** The API of our own origin, called with the reader's token. Expected failures are values; it never throws. */
export function makeApiClient(edges: {
  readonly apiBase: string;
  readonly idToken: (isFresh?: boolean) => Promise<string | null>;
  readonly fetch: typeof fetch;
}): ApiPorts {
  const send = async (path: string, sent: Sent, isFresh: boolean): Promise<Response> => {
    const token = await edges.idToken(isFresh);
    return edges.fetch(`${edges.apiBase}${path}`, {
      method: sent.method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), accept: '*/*', ...sent.headers },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    });
  };
  const call: CallApi = async (path, sent) => {
    try {
      const first = await send(path, sent, false);
      // A role that was changed a moment ago needs a new token (R71).
      const response = first.status === 401 || first.status === 403 ? await send(path, sent, true) : first;
      if (response.ok) return ok(response);
      const isPassing = response.status >= 500 || response.status === 429 || response.status === 408;
      return { ok: false, failure: await failureIn(response), isPassing };
    } catch {
      return { ...fail('no-network', 'The server could not be reached.', 'Check the connection.'), isPassing: true };
    }
  };
  return {
    call,
    async callEndpoint(endpoint, { params, query, body }, idempotencyKey) {
      const address = addressOf(
        endpoint.path,
        (params ?? {}) as Record<string, string>,
        (query ?? {}) as Record<string, unknown>,
      );
      const called = await call(address, {
        method: endpoint.method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!called.ok) return called;
      const answer: unknown = endpoint.status === 204 ? undefined : await called.value.json().catch(() => null);
      const parsed = endpoint.answer.safeParse(answer);
      return parsed.success ? ok(parsed.data as AnswerOf<typeof endpoint>) : unexpectedAnswer();
    },
  };
}

/** The answer is not what the endpoint promises. */
export const unexpectedAnswer = () =>
  fail('unexpected-answer', 'The server answered in a form that this page does not know.', 'Reload the page.');

/** What a request carries besides its path. */
type Sent = {
  readonly method: Endpoint['method'];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
};

/** The API's error body, or what the status alone says (a proxy's page, for instance). */
async function failureIn(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string')
    return {
      code: body.code,
      message: 'message' in body && typeof body.message === 'string' ? body.message : '',
      hint: 'hint' in body && typeof body.hint === 'string' ? body.hint : '',
    };
  return { code: `http-${response.status}`, message: 'The server did not answer as expected.', hint: 'Try again.' };
}
