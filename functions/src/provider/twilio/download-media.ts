import type { DownloadMedia } from '../../usecases/work-off/ports.ts';
import { DOWNLOAD_TIMEOUT_MS, downloadPinned, notAllowed } from '../download.ts';

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
    const credentials = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    return downloadPinned({
      url,
      headers: { Authorization: credentials },
      mayRedirectTo: (target) => mediaOrigins.includes(target.origin),
      maxBytes,
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
      whose: 'Twilio',
    });
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
