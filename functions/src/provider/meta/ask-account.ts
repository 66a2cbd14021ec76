import { displayPhone } from '@casillero/domain/sender/display-phone';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { AccountFacts, AskMeta } from '../../usecases/accounts/ports.ts';
import { asObjects, asText, field } from '../json-fields.ts';
import { isMissingObject, lacksPermission, tokenStateOf } from './errors.ts';
import { callGraph, type GraphAccess, type GraphError } from './graph.ts';

type Problem = AccountFacts['problems'][number];

const FIELDS = 'id,display_phone_number,verified_name,quality_rating,status';
/** Meta's page size for numbers; an account has at most a few dozen. */
const PAGE = '100';
const PAGES_MAX = 5;

/**
 * Asks the Graph API about an account: its numbers, which of them are connected, and whether our app gets its webhooks.
 * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/phone_numbers
 * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/subscribed_apps
 */
export const askMeta =
  (access: () => GraphAccess): AskMeta =>
  async ({ wabaId, phoneNumberIds }, token, subscribes) => {
    const listed = await listNumbers(access(), wabaId, token);
    if ('error' in listed) return refusedWith(listed.error);
    const missing = phoneNumberIds.filter((id) => !listed.numbers.some((number) => number.phoneNumberId === id));
    const numbers = listed.numbers.filter(({ phoneNumberId }) => phoneNumberIds.includes(phoneNumberId));
    const path = `${encodeURIComponent(wabaId)}/subscribed_apps`;
    // Only for an account whose numbers are the ones named.
    if (subscribes && missing.length === 0) await callGraph(access(), token, { method: 'POST', path });
    const subscribed = await callGraph(access(), token, { method: 'GET', path });
    const isSubscribed = subscribed.ok && asObjects(field(subscribed.json, 'data')).length > 0;
    const problems: Problem[] = [
      ...missing.map((id) => problem('number-not-in-account', `The account has no number with the id ${id}.`)),
      ...(isSubscribed ? [] : [problem('not-subscribed', 'No app gets the messages of this account.')]),
      ...numbers
        .filter(({ status }) => status !== 'CONNECTED')
        .map(({ display, status }) => problem('number-not-connected', `${display} is ${status} at Meta.`)),
    ];
    return { problems, numbers, token: 'ok', tokenCode: null };
  };

/** The way to repair each, for the person who manages the account at Meta. */
const HINTS: Readonly<Record<string, string>> = {
  'token-expired': 'Make a token of a system user in Meta’s business settings, with no end date, and put it in here.',
  'token-revoked':
    'Make a new token of a system user in Meta’s business settings, and put it in here. Was a password changed, or the app removed?',
  'token-without-permission':
    'Make the token with whatsapp_business_management and whatsapp_business_messaging, for this account.',
  'account-not-found': 'Check the WhatsApp Business Account id, and that the token’s system user may use this account.',
  'number-not-in-account': 'Copy the phone number id (not the phone) from Meta’s WhatsApp Manager.',
  'not-subscribed': 'Add the webhook’s address and verify token to your app at Meta, then check again.',
  'number-not-connected': 'Register the number in Meta’s WhatsApp Manager.',
  'meta-unreachable': 'This says nothing about the account. Try again in a minute.',
};

const problem = (code: string, message: string): Problem => ({ code, message, hint: HINTS[code] ?? '' });

function refusedWith(error: GraphError): AccountFacts {
  const token = tokenStateOf(error);
  const code =
    token !== null
      ? `token-${token}`
      : lacksPermission(error)
        ? 'token-without-permission'
        : isMissingObject(error) || error.code === 100
          ? 'account-not-found'
          : 'meta-unreachable';
  const words = error.code === null ? error.message : `Meta ${error.code}: ${error.message}`;
  return { problems: [problem(code, words)], numbers: [], token, tokenCode: token === null ? null : error.code };
}

type Listed = { readonly numbers: AccountFacts['numbers'] } | { readonly error: GraphError };

/** All numbers of an account, page by page. */
async function listNumbers(access: GraphAccess, wabaId: string, token: string): Promise<Listed> {
  const numbers: AccountFacts['numbers'] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const query: Record<string, string> = { fields: FIELDS, limit: PAGE, ...(after === null ? {} : { after }) };
    const path = `${encodeURIComponent(wabaId)}/phone_numbers`;
    const answer = await callGraph(access, token, { method: 'GET', path, query });
    if (!answer.ok) return { error: answer.error };
    for (const number of asObjects(field(answer.json, 'data'))) {
      const written = asText(number.display_phone_number) ?? '';
      const phone = parsePhone(written);
      numbers.push({
        phoneNumberId: asText(number.id) ?? '',
        display: phone.ok ? displayPhone(phone.value) : written,
        verifiedName: asText(number.verified_name) ?? '',
        quality: asText(number.quality_rating) ?? 'UNKNOWN',
        status: asText(number.status) ?? 'UNKNOWN',
      });
    }
    const paging = field(answer.json, 'paging');
    after = asText(field(paging, 'next')) === null ? null : asText(field(field(paging, 'cursors'), 'after'));
    if (after === null) break;
  }
  return { numbers };
}
