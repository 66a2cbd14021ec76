import { fail, ok, type Result } from '@casillero/domain/result';
import type { DownloadFailureCode } from '../usecases/work-off/ports.ts';

/** How long a download may take, in milliseconds, redirects and look-ups included. */
export const DOWNLOAD_TIMEOUT_MS = 30_000;

const REDIRECTS_MAX = 3;

type Downloaded = Result<Uint8Array, DownloadFailureCode>;

/**
 * Downloads from an address that was found to be the provider's own. Its headers (credentials) go to that address only and never
 * follow a redirect; redirects lead to allowed addresses only (R15).
 * @param whose the provider's name, for the sentence that people read
 * @returns 'gone' for 404 and 410; 'unreachable' for any other answer and for none
 */
export async function downloadPinned(download: {
  url: string | URL;
  headers: Readonly<Record<string, string>>;
  mayRedirectTo: (target: URL) => boolean;
  maxBytes: number;
  signal: AbortSignal;
  whose: string;
}): Promise<Downloaded> {
  const { url, headers, mayRedirectTo, maxBytes, signal, whose } = download;
  try {
    let answer = await fetch(url, { headers, redirect: 'manual', signal });
    for (let hops = 0, at = new URL(url); isRedirect(answer.status); hops++) {
      const target = redirectTarget(answer, at);
      await answer.body?.cancel();
      if (hops >= REDIRECTS_MAX || target === null || !mayRedirectTo(target)) return notAllowed();
      answer = await fetch(target, { redirect: 'manual', signal });
      at = target;
    }
    if (answer.ok) return await readAtMost(answer, maxBytes);
    await answer.body?.cancel();
    return answer.status === 404 || answer.status === 410
      ? gone(`${whose} does not have the file (any more).`)
      : unreachable(`${whose} answered ${answer.status}.`);
  } catch (error) {
    return unreachable(noAnswer(error));
  }
}

/** Why there was no answer, as a sentence without addresses. */
export const noAnswer = (error: unknown): string =>
  error instanceof Error && error.name === 'TimeoutError' ? 'It took too long.' : 'No connection.';

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function redirectTarget(answer: Response, from: URL): URL | null {
  const location = answer.headers.get('location');
  return location !== null && URL.canParse(location, from.href) ? new URL(location, from) : null;
}

async function readAtMost(answer: Response, maxBytes: number): Promise<Downloaded> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return fail('too-large', `The file is larger than ${maxBytes} bytes.`, 'Send a smaller one.');
    chunks.push(chunk);
  }
  return size === 0 ? fail('empty', 'The file is empty.', 'Send it again.') : ok(Buffer.concat(chunks));
}

export const notAllowed = () =>
  fail('not-allowed', 'The address is not a medium of our account.', 'Look at the message in the inbox.');
export const unreachable = (why: string) =>
  fail('unreachable', `The file could not be downloaded. ${why}`, 'It is tried again; then retry by hand.');
export const gone = (why: string) => fail('gone', why, 'Ask the sender to send it again.');
