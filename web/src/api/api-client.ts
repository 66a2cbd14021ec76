import { type AnswerOf, addressOf, type CallOf, type Endpoint } from '@casillero/domain/api/endpoint';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import type { ExportsPorts } from '../features/exports/ports.ts';
import type { LoadMedia } from '../features/media/media-cache.ts';
import type { ScreenshotsPorts } from '../features/screenshots/ports.ts';
import type { UploadsPorts } from '../features/uploads/ports.ts';

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

/** Calls an endpoint whose body or answer is bytes; the answer as it comes. */
export type CallBytes = (
  endpoint: Pick<Endpoint, 'path' | 'method'>,
  query: Readonly<Record<string, string>>,
  body?: Blob,
) => Promise<Result<Response>>;

export type ApiPorts = Pick<ScreenshotsPorts, 'retryScreenshot'> & {
  readonly loadMedia: LoadMedia;
  readonly callEndpoint: CallEndpoint;
  readonly callBytes: CallBytes;
  readonly loadExport: ExportsPorts['loadExport'];
  readonly sendPiece: UploadsPorts['sendPiece'];
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
  const call = async (path: string, sent: Sent): Promise<Result<Response> & { isPassing?: boolean }> => {
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
  // The id of a message's file is its place below the importer (features/media/message-file-id.ts).
  const mediaPath = (tenantId: string, mediaId: string, kind: string) =>
    mediaId.startsWith('conversations/')
      ? `/tenants/${encodeURIComponent(tenantId)}/${mediaId.split('/').map(encodeURIComponent).join('/')}/${kind}`
      : `${screenshotPath(tenantId, mediaId)}/media/${kind}`;
  const screenshotPath = (tenantId: string, screenshotId: string) =>
    `/tenants/${encodeURIComponent(tenantId)}/screenshots/${encodeURIComponent(screenshotId)}`;
  return {
    async loadMedia(tenantId, mediaId, kind) {
      const called = await call(mediaPath(tenantId, mediaId, kind), { method: 'GET' });
      if (!called.ok) return { ok: false, failure: called.failure, isPassing: called.isPassing ?? false };
      try {
        return ok(await called.value.blob());
      } catch {
        return { ...fail('no-network', 'The picture arrived in part only.', 'Try again.'), isPassing: true };
      }
    },
    async retryScreenshot(tenantId, screenshotId) {
      const called = await call(`${screenshotPath(tenantId, screenshotId)}/retry`, { method: 'POST' });
      return called.ok ? ok(undefined) : called;
    },
    async loadExport(tenantId, list, language) {
      const { exportList } = await importExports();
      const called = await call(addressOf(exportList.path, { tenantId, list }, { locale: language }), {
        method: 'GET',
      });
      return called.ok ? ok(await called.value.blob()) : called;
    },
    async sendPiece(tenantId, uploadId, offset, bytes) {
      const { putUploadBytes } = await importUploads();
      const params = { tenantId, uploadId, offset: String(offset) };
      const called = await call(addressOf(putUploadBytes.path, params), {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream' },
        body: bytes,
      });
      if (!called.ok) return called;
      const parsed = putUploadBytes.answer.safeParse(await called.value.json().catch(() => null));
      return parsed.success ? ok(parsed.data) : unexpectedAnswer();
    },
    callBytes: ({ path, method }, query, body) =>
      call(addressOf(path, {}, query), {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': body.type }, body }),
      }),
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

// Schemas bring zod (25 kB), which has no place before the log-in form; the pages that ask have them already.
const importExports = () => import('@casillero/domain/api/exports');
const importUploads = () => import('@casillero/domain/api/uploads');

const unexpectedAnswer = () =>
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
