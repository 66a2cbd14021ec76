import { NUMBER_DOWN } from '@casillero/domain/outbox/attempts';
import { type ReceivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { fail, ok } from '@casillero/domain/result';
import type { AccountDirectory, NoToken } from '../../usecases/accounts/account-directory.ts';
import type { NoteToken } from '../../usecases/accounts/note-token.ts';
import type { FindSentMessage, MarkRead, SendFailureCode, SendMessage } from '../../usecases/work-off/ports.ts';
import { asObjects, asText, field } from '../json-fields.ts';
import { classifySendError, tokenStateOf } from './errors.ts';
import { callGraph, type GraphAccess, type GraphAnswer, type GraphRequest } from './graph.ts';
import { messagePayload } from './message-payload.ts';

export type MetaDeps = {
  readonly access: () => GraphAccess;
  readonly tokenOf: AccountDirectory['tokenOf'];
  readonly noteToken: NoteToken;
};

/** Without a token nothing leaves from the number until somebody puts one in; a number that is gone is not waited for. */
const NO_TOKEN: Readonly<Record<NoToken, ReturnType<typeof fail<SendFailureCode>>>> = {
  'no-token': fail(
    NUMBER_DOWN,
    'No access token sends from this number.',
    'Put one in with the account, or set META_ACCESS_TOKEN.',
  ),
  'no-number': fail(
    'number-not-yours',
    'This number is not connected any more.',
    'Connect its account again, or answer from another number.',
  ),
};

/** Sends from a tenant's own number with its account's token, from the platform's with the shared one (R51). */
export const sendByMeta =
  (deps: MetaDeps): SendMessage =>
  async (message) => {
    const answer = await callAs(deps, message.number, (phoneNumberId) => ({
      method: 'POST',
      path: `${encodeURIComponent(phoneNumberId)}/messages`,
      body: messagePayload(message),
    }));
    if (typeof answer === 'string') return NO_TOKEN[answer];
    if (!answer.ok) {
      const { code, message: words } = classifySendError(answer.error);
      return fail(code, words, 'See Meta’s page of error codes.');
    }
    const [sent] = asObjects(field(answer.json, 'messages'));
    const providerMessageId = asText(sent?.id);
    return providerMessageId === null
      ? fail('unknown', 'Meta took the message without naming it.', 'It is looked for before it is sent again.')
      : ok({ providerMessageId });
  };

/** How many attempts wait for Meta's word before a message whose answer was lost is sent again: half a minute and more. */
const WAITS_FOR_STATUS = 3;

/**
 * Meta has no list of sent messages. A message whose answer was lost makes itself known by a status that carries our id, which the
 * outbox entry is told of (note-sent.ts); until there was time for it, the message is not sent again.
 */
export const findSentByMeta = (): FindSentMessage => async (_message, _since, earlier) =>
  earlier.isUnknown && earlier.attempts <= WAITS_FOR_STATUS ? 'wait' : null;

/**
 * Marks a message, and all before it, as read; with `isTyping` the person sees that somebody types, for 25 s or until the answer.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/typing-indicators
 */
export const markReadByMeta =
  (deps: MetaDeps): MarkRead =>
  async ({ number, providerMessageId }, isTyping, signal) => {
    const answer = await callAs(deps, number, (phoneNumberId) => ({
      method: 'POST',
      path: `${encodeURIComponent(phoneNumberId)}/messages`,
      body: {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: providerMessageId,
        ...(isTyping ? { typing_indicator: { type: 'text' } } : {}),
      },
      signal,
    }));
    return typeof answer !== 'string' && answer.ok;
  };

/** Calls as the account that a number belongs to, and notes what the answer says about its token, if there is one. */
async function callAs(
  deps: MetaDeps,
  number: string,
  request: (phoneNumberId: string) => GraphRequest,
): Promise<GraphAnswer | NoToken> {
  const { name: phoneNumberId } = splitReceivingNumber(number as ReceivingNumber);
  const known = await deps.tokenOf(phoneNumberId);
  if (typeof known === 'string') return known;
  const answer = await callGraph(deps.access(), known.token, request(phoneNumberId));
  const state = answer.ok ? 'ok' : tokenStateOf(answer.error);
  if (state !== null) await deps.noteToken(known.accountId, state, answer.ok ? null : answer.error);
  return answer;
}
