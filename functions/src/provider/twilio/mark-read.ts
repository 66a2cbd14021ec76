import type { MarkRead } from '../../usecases/work-off/ports.ts';

/** What stands for messaging.twilio.com where a simulator does; else that host itself. */
const TWILIO_API = 'https://api.twilio.com';
const MESSAGING = 'https://messaging.twilio.com';
const TIMEOUT_MS = 10_000;

/**
 * Twilio has no read receipt without the typing indicator: both, for up to 25 s, or nothing.
 * @see https://www.twilio.com/docs/whatsapp/api/typing-indicators-resource
 */
export const markReadByTwilio =
  (access: () => { readonly base: string; readonly accountSid: string; readonly authToken: string }): MarkRead =>
  async ({ providerMessageId }, isTyping, signal = AbortSignal.timeout(TIMEOUT_MS)) => {
    if (!isTyping) return false;
    const { base, accountSid, authToken } = access();
    const isTwilio = base === TWILIO_API;
    const answer = await fetch(`${isTwilio ? MESSAGING : base}/v2/Indicators/Typing.json`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        ...(isTwilio ? {} : { 'X-Simulated-Host': new URL(MESSAGING).host }),
      },
      body: new URLSearchParams({ messageId: providerMessageId, channel: 'whatsapp' }),
      redirect: 'manual',
      signal,
    }).catch(() => null);
    await answer?.body?.cancel();
    return answer?.ok === true;
  };
