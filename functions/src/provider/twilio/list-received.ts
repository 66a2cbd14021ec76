import type { Twilio } from 'twilio';
import type { MessageInstance } from 'twilio/lib/rest/api/v2010/account/message.js';
import type { ListedMessage, MessageSource } from '../../usecases/reconcile/reconcile.ts';
import type { TwilioClient } from './messages.ts';
import { parseWebhook } from './parse-webhook.ts';

/** Largest page of the list. @see https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources */
const PAGE_SIZE = 1_000;

/** An hour of a busy platform is a few pages. */
const STEP_MS = 3_600_000;

/**
 * What Twilio received for our account, from its Messages list (R91). The list knows less than a webhook: no profile
 * name, no reply reference.
 * @param apiBase origin of the REST API, where media are: a media URL of a webhook has the same form
 */
export const receivedByTwilio = (client: TwilioClient, apiBase: () => string): MessageSource => ({
  name: 'twilio',
  stepMs: STEP_MS,
  list: async (from, until) => {
    const listed = await (await client()).messages.list({
      dateSentAfter: from,
      dateSentBefore: until,
      pageSize: PAGE_SIZE,
    });
    return listed
      .filter(({ direction, to }) => direction === 'inbound' && /^whatsapp:/i.test(to))
      .reverse()
      .map(
        (message): ListedMessage => ({
          provider: 'twilio',
          account: message.accountSid,
          providerMessageId: message.sid,
          body: ({ raw }) => JSON.stringify(raw),
          load: async () => {
            const parsed = parseWebhook(
              await asWebhook(await client(), apiBase(), message),
              message.dateSent ?? message.dateCreated,
            );
            return parsed.ok && parsed.value.kind === 'message' ? parsed.value.message : null;
          },
        }),
      );
  },
});

/** The fields that the webhook would have had. @see https://www.twilio.com/docs/messaging/guides/webhook-request */
async function asWebhook(client: Twilio, apiBase: string, message: MessageInstance): Promise<Record<string, string>> {
  const media = Number(message.numMedia) > 0 ? await client.messages(message.sid).media.list() : [];
  const fields = {
    MessageSid: message.sid,
    AccountSid: message.accountSid,
    From: message.from,
    To: message.to,
    Body: message.body,
    NumMedia: String(media.length),
    ReconciledFrom: 'Messages',
  };
  const each = media.map(({ uri, contentType }, place) => ({
    [`MediaUrl${place}`]: `${apiBase}${uri.replace(/\.json$/, '')}`,
    [`MediaContentType${place}`]: contentType,
  }));
  return Object.assign(fields, ...each);
}
