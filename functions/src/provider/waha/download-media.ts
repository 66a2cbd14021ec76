import type { DownloadMedia } from '../../usecases/work-off/ports.ts';
import { DOWNLOAD_TIMEOUT_MS, downloadPinned, gone, notAllowed, unreachable } from '../download.ts';
import { asText, field } from '../json-fields.ts';
import { callWaha, type WahaAccess } from './api.ts';

/** Files lie below this path, wherever the server believes to be reached. */
const FILES = '/api/files/';

/**
 * Downloads a file of the WAHA server. Its address names a host that only the server knows (http://localhost:3000 by default), so the
 * origin is ours, whatever it says (R15). What the server has deleted since is asked for again: the phone still has it.
 * @see https://waha.devlike.pro/docs/how-to/receive-messages/#files
 */
export const downloadFromWaha =
  (access: () => WahaAccess): DownloadMedia =>
  async ({ account: session, url }, maxBytes) => {
    const { base, apiKey } = access();
    if (base === '') return unreachable('WAHA is not configured.');
    const [address = '', again = ''] = url.split('#');
    const download = async (target: string) => {
      const at = fileAddress(base, target);
      if (at === null) return notAllowed();
      const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
      // Redirects lead to other stores, which the key is not for.
      return downloadPinned({
        url: at,
        headers: { 'X-Api-Key': apiKey },
        mayRedirectTo: () => false,
        maxBytes,
        signal,
        whose: 'WAHA',
      });
    };
    const first = address === '' ? gone('WAHA did not keep the file.') : await download(address);
    if (first.ok || first.failure.code !== 'gone') return first;
    const anew = await askAgain({ base, apiKey }, session, again);
    return anew === null ? first : download(anew);
  };

/** The path of a file on our own server; null for anything that is no file of it. */
function fileAddress(base: string, told: string): string | null {
  if (!URL.canParse(told, 'http://waha.invalid')) return null;
  const { pathname } = new URL(told, 'http://waha.invalid');
  const at = pathname.indexOf(FILES);
  return at < 0 || /%2f|%5c|\.\./i.test(pathname) ? null : `${base}${pathname.slice(at)}`;
}

async function askAgain(access: WahaAccess, session: string, again: string): Promise<string | null> {
  // Both parts were escaped when they were written down.
  const [chatId, id] = again.split('/');
  if (!chatId || !id) return null;
  const answer = await callWaha(access, {
    method: 'GET',
    path: `/api/${encodeURIComponent(session)}/chats/${chatId}/messages/${id}`,
    query: { downloadMedia: 'true' },
  });
  return answer.ok ? asText(field(field(answer.json, 'media'), 'url')) : null;
}
