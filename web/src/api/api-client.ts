import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import type { LoadMedia } from '../features/media/media-cache.ts';
import type { ScreenshotsPorts } from '../features/screenshots/ports.ts';

export type ApiPorts = Pick<ScreenshotsPorts, 'retryScreenshot'> & { readonly loadMedia: LoadMedia };

/** The API of our own origin, called with the reader's token. Expected failures are values; it never throws. */
export function makeApiClient(edges: {
  readonly apiBase: string;
  readonly idToken: (isFresh?: boolean) => Promise<string | null>;
  readonly fetch: typeof fetch;
}): ApiPorts {
  const send = async (path: string, method: 'GET' | 'POST', isFresh: boolean): Promise<Response> => {
    const token = await edges.idToken(isFresh);
    return edges.fetch(`${edges.apiBase}${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), accept: '*/*' },
    });
  };
  const call = async (path: string, method: 'GET' | 'POST'): Promise<Result<Response> & { isPassing?: boolean }> => {
    try {
      const first = await send(path, method, false);
      // A role that was changed a moment ago needs a new token (R71).
      const response = first.status === 401 || first.status === 403 ? await send(path, method, true) : first;
      if (response.ok) return ok(response);
      const isPassing = response.status >= 500 || response.status === 429 || response.status === 408;
      return { ok: false, failure: await failureIn(response), isPassing };
    } catch {
      return { ...fail('no-network', 'The server could not be reached.', 'Check the connection.'), isPassing: true };
    }
  };
  const screenshotPath = (tenantId: string, screenshotId: string) =>
    `/tenants/${encodeURIComponent(tenantId)}/screenshots/${encodeURIComponent(screenshotId)}`;
  return {
    async loadMedia(tenantId, screenshotId, kind) {
      const called = await call(`${screenshotPath(tenantId, screenshotId)}/media/${kind}`, 'GET');
      if (!called.ok) return { ok: false, failure: called.failure, isPassing: called.isPassing ?? false };
      try {
        return ok(await called.value.blob());
      } catch {
        return { ...fail('no-network', 'The picture arrived in part only.', 'Try again.'), isPassing: true };
      }
    },
    async retryScreenshot(tenantId, screenshotId) {
      const called = await call(`${screenshotPath(tenantId, screenshotId)}/retry`, 'POST');
      return called.ok ? ok(undefined) : called;
    },
  };
}

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
