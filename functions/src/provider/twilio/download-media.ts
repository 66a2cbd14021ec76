import { fail, ok, type Result } from '@casillero/domain/result';
import type { DownloadFailureCode, DownloadMedia } from '../../usecases/work-off/ports.ts';

/** How long a download may take, in milliseconds, redirects included. */
const DOWNLOAD_TIMEOUT_MS = 30_000;

const REDIRECTS_MAX = 3;

export type TwilioMediaAccess = {
  /** origin of the REST API */
  readonly apiBase: string;
  /** origins that media links may redirect to; those get no credentials */
  readonly mediaOrigins: readonly string[];
  readonly accountSid: string;
  readonly authToken: string;
};

/**
 * Downloads a medium of our own account. The URL comes from a form field, so it is not believed: credentials go to the
 * API's origin and that account's path only, and never follow a redirect (R15).
 * @see https://www.twilio.com/docs/messaging/api/media-resource
 */
export const downloadFromTwilio =
  (access: () => TwilioMediaAccess): DownloadMedia =>
  async ({ account, url }, maxBytes) => {
    const { apiBase, mediaOrigins, accountSid, authToken } = access();
    if (account !== accountSid || !isMediaOf(url, apiBase, accountSid)) return notAllowed();
    const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
    const credentials = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    try {
      let answer = await fetch(url, { headers: { Authorization: credentials }, redirect: 'manual', signal });
      for (let hops = 0; isRedirect(answer.status); hops++) {
        const target = redirectTarget(answer, url);
        await answer.body?.cancel();
        if (hops >= REDIRECTS_MAX || target === null || !mediaOrigins.includes(target.origin)) return notAllowed();
        answer = await fetch(target, { redirect: 'manual', signal });
      }
      if (answer.ok) return await readAtMost(answer, maxBytes);
      await answer.body?.cancel();
      return answer.status === 404 || answer.status === 410
        ? fail('gone', 'Twilio does not have the file (any more).', 'Ask the sender to send it again.')
        : unreachable(`Twilio answered ${answer.status}.`);
    } catch (error) {
      return unreachable(
        error instanceof Error && error.name === 'TimeoutError' ? 'It took too long.' : 'No connection.',
      );
    }
  };

function isMediaOf(url: string, apiBase: string, accountSid: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, username } = new URL(url);
  return (
    origin === new URL(apiBase).origin &&
    username === '' &&
    pathname.startsWith(`/2010-04-01/Accounts/${accountSid}/Messages/`) &&
    !pathname.includes('..')
  );
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function redirectTarget(answer: Response, from: string): URL | null {
  const location = answer.headers.get('location');
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : null;
}

async function readAtMost(answer: Response, maxBytes: number): Promise<Result<Uint8Array, DownloadFailureCode>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return fail('too-large', `The file is larger than ${maxBytes} bytes.`, 'Send a smaller one.');
    chunks.push(chunk);
  }
  return size === 0 ? fail('empty', 'The file is empty.', 'Send it again.') : ok(Buffer.concat(chunks));
}

const notAllowed = () =>
  fail('not-allowed', 'The address is not a medium of our account.', 'Look at the message in the inbox.');
const unreachable = (why: string) =>
  fail('unreachable', `The file could not be downloaded. ${why}`, 'It is tried again; then retry by hand.');
