import type { DownloadMedia } from '../../usecases/work-off/ports.ts';
import { DOWNLOAD_TIMEOUT_MS, downloadPinned, gone, notAllowed, unreachable } from '../download.ts';
import { asText, field } from '../json-fields.ts';
import { isMissingObject, tokenStateOf } from './errors.ts';
import { callGraph, USER_AGENT } from './graph.ts';
import type { MetaDeps } from './messages.ts';

/** Media ids are digits; anything else could lead the call elsewhere. */
const MEDIA_ID = /^\d{1,40}$/;

/**
 * Downloads a medium by its id: asks for its address (good for five minutes, so it is never kept), then for its bytes, both with the
 * token of the number that it was sent to. The address must be on Meta's own hosts (R15).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#download-media
 */
export const downloadFromMeta =
  (deps: MetaDeps & { readonly mediaOrigins: () => readonly string[] }): DownloadMedia =>
  async ({ account: phoneNumberId, url: mediaId }, maxBytes) => {
    if (!MEDIA_ID.test(mediaId)) return notAllowed();
    const known = await deps.tokenOf(phoneNumberId);
    if (typeof known === 'string') return unreachable('No access token opens it.');
    const answer = await callGraph(deps.access(), known.token, {
      method: 'GET',
      path: mediaId,
      // Meta then refuses media of other numbers.
      query: { phone_number_id: phoneNumberId },
    });
    if (!answer.ok) {
      const { error } = answer;
      const state = tokenStateOf(error);
      if (state !== null) await deps.noteToken(known.accountId, state, error);
      return error.status === 404 || isMissingObject(error)
        ? gone('Meta does not have the file (any more).')
        : unreachable(`Meta ${error.code ?? error.status ?? ''}: ${error.message}`);
    }
    const address = asText(field(answer.json, 'url'));
    const isPinned = (target: URL) => isOneOf(deps.mediaOrigins(), target);
    if (address === null || !URL.canParse(address) || !isPinned(new URL(address))) return notAllowed();
    return downloadPinned({
      url: address,
      headers: { Authorization: `Bearer ${known.token}`, 'User-Agent': USER_AGENT },
      mayRedirectTo: isPinned,
      maxBytes,
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      whose: 'Meta',
    });
  };

/** `https://*.fbcdn.net` stands for every host below that name. */
export const isOneOf = (origins: readonly string[], { origin, protocol, host, username }: URL): boolean =>
  username === '' &&
  origins.some((allowed) => {
    const [scheme, below] = allowed.split('//*');
    return below === undefined ? origin === allowed : protocol === scheme && host.endsWith(below);
  });
