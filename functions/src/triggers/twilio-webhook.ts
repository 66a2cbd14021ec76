import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { maskPhone } from '@casillero/domain/sender/phone';
import { type FormFields, formFields } from '../provider/twilio/form-fields.ts';
import { parseWebhook } from '../provider/twilio/parse-webhook.ts';
import type { ReceiveMessage } from '../usecases/receive-message/receive-message.ts';
import type { RecordStatus } from '../usecases/record-status/record-status.ts';
import type { RecordIgnored } from '../usecases/take-events/record-ignored.ts';
import type { KeepUnprocessed } from '../usecases/take-events/take-events.ts';
import { type Log, mediaTypeOf, queryOf, refused, type WebhookAnswer, type WebhookHandler } from './webhook.ts';

export type TwilioWebhookDeps = {
  readonly receive: ReceiveMessage;
  readonly recordStatus: RecordStatus;
  readonly recordIgnored: RecordIgnored;
  /** for what the database does not take */
  readonly keep: KeepUnprocessed;
  readonly isOutage: (error: unknown) => boolean;
  readonly isSigned: (signature: string | undefined, query: string, fields: FormFields) => boolean;
  readonly maxBytes: number;
  readonly now: () => Date;
  readonly log: Log;
};

/** Nothing to reply in the answer itself: replies are outbox entries. */
const ACKNOWLEDGED: WebhookAnswer = {
  status: 200,
  contentType: 'text/xml; charset=utf-8',
  body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
};

/**
 * Answers one request to `/webhooks/twilio`: method, size and form first, then the signature over the raw body, then
 * the message. 200 means that it is committed, or kept for a person to look at, if the database does not want it for what it is: sent
 * again it would be no better. What is wrong with a request is a 4xx and leaves nothing behind (R92, R93).
 */
export const makeTwilioWebhook =
  (deps: TwilioWebhookDeps): WebhookHandler =>
  async (request) => {
    if (request.method !== 'POST') return refused(405, 'method-not-allowed', 'Use POST.', { Allow: 'POST' });
    if (request.rawBody.byteLength > deps.maxBytes)
      return refused(413, 'body-too-large', `The body is larger than ${deps.maxBytes} bytes.`);
    if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded')
      return refused(415, 'not-a-form', 'Send application/x-www-form-urlencoded.');

    const fields = formFields(request.rawBody);
    if (!deps.isSigned(request.header('x-twilio-signature'), queryOf(request), fields)) {
      deps.log('WARNING', 'signature-mismatch', { provider: 'twilio', bytes: request.rawBody.byteLength });
      return refused(403, 'signature-mismatch', 'The signature does not match the URL and the body.');
    }

    const webhook = parseWebhook(fields, deps.now());
    if (!webhook.ok) {
      deps.log('WARNING', webhook.failure.code, { provider: 'twilio', message: webhook.failure.message });
      return refused(400, webhook.failure.code, webhook.failure.message);
    }
    if (webhook.value.kind === 'status') {
      const { word, status } = webhook.value;
      const outcome = status === null ? 'nothing-new' : await deps.recordStatus(status);
      deps.log('INFO', 'status-callback', { provider: 'twilio', id: status?.providerMessageId, word, outcome });
      return ACKNOWLEDGED;
    }
    if (webhook.value.kind === 'ignored') {
      const { ignored } = webhook.value;
      const outcome = await deps.recordIgnored(ignored);
      deps.log('WARNING', 'ignored', { provider: 'twilio', why: ignored.why, kind: ignored.kind, outcome });
      return ACKNOWLEDGED;
    }
    const { message } = webhook.value;
    const received = await receivedOrKept(deps, message, fields);
    deps.log('INFO', 'message-received', {
      provider: 'twilio',
      providerMessageId: message.providerMessageId,
      sender: maskPhone(message.sender.alias),
      ...received,
    });
    return ACKNOWLEDGED;
  };

async function receivedOrKept(deps: TwilioWebhookDeps, message: InboundMessage, fields: FormFields) {
  try {
    return await deps.receive(message);
  } catch (error) {
    if (deps.isOutage(error)) throw error;
    const words = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    const source = { provider: 'twilio', accountId: message.account } as const;
    await deps.keep(source, { code: 'not-taken-in', message: words }, JSON.stringify(fields));
    deps.log('ERROR', 'not-taken-in', { provider: 'twilio', message: words });
    return { outcome: 'kept' };
  }
}
