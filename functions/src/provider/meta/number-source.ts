import { receivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { SenderState } from '@casillero/domain/records/number-details';
import type { NumberRecord } from '@casillero/domain/records/routing-records';
import { fail, ok } from '@casillero/domain/result';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { NumberSource, ProviderResult, ToldNumber } from '../../usecases/numbers/ports.ts';
import { asObjects, asText, field } from '../json-fields.ts';
import { isMissingObject, tokenStateOf } from './errors.ts';
import { callGraph, type GraphAccess, type GraphError } from './graph.ts';

/** @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status */
const FIELDS = [
  'id',
  'display_phone_number',
  'verified_name',
  'code_verification_status',
  'quality_rating',
  'status',
  'name_status',
  'throughput',
  'webhook_configuration',
];
/** Told of one number only. */
const MORE_FIELDS = [...FIELDS, 'whatsapp_business_manager_messaging_limit'];

const PAGE_SIZE = 100;
/** No account has more; a safety limit, not a page. */
const PAGES_MAX = 20;

const STATES: Readonly<Record<string, SenderState>> = {
  CONNECTED: 'online',
  PENDING: 'pending-verification',
  DISCONNECTED: 'offline',
  FLAGGED: 'online',
  RESTRICTED: 'offline',
  RATE_LIMITED: 'online',
  BANNED: 'rejected',
  DELETED: 'offline',
  MIGRATED: 'offline',
  UNVERIFIED: 'pending-verification',
};

export type MetaNumberAccount = {
  readonly wabaId: string;
  /** `accounts/{id}` of a tenant's own; null: the platform's */
  readonly accountId: string | null;
  readonly token: string;
};

/** The numbers of a WhatsApp Business Account, as the Graph API lists them (R50). */
export function metaNumberSource(
  access: () => GraphAccess,
  { wabaId, accountId, token }: MetaNumberAccount,
  isOurWebhook: (url: string) => boolean,
): NumberSource {
  return {
    provider: 'meta',
    account: wabaId,
    accountId,
    list: async () => {
      const numbers: ToldNumber[] = [];
      let after: string | null = '';
      for (let page = 0; after !== null && page < PAGES_MAX; page++) {
        const query: Record<string, string> = { fields: FIELDS.join(','), limit: String(PAGE_SIZE) };
        if (after !== '') query.after = after;
        const answer = await callGraph(access(), token, {
          method: 'GET',
          path: `${encodeURIComponent(wabaId)}/phone_numbers`,
          query,
        });
        if (!answer.ok) return refused(answer.error);
        const rows = asObjects(field(answer.json, 'data'));
        numbers.push(...rows.flatMap((row) => told(row, isOurWebhook)));
        const paging = field(answer.json, 'paging');
        const next = asText(field(field(paging, 'cursors'), 'after'));
        after = rows.length === PAGE_SIZE || asText(field(paging, 'next')) !== null ? next : null;
      }
      return ok(numbers);
    },
    lookUp: async (number) => {
      const path = encodeURIComponent(splitReceivingNumber(number).name);
      const answer = await callGraph(access(), token, {
        method: 'GET',
        path,
        query: { fields: MORE_FIELDS.join(',') },
      });
      if (!answer.ok) return refused(answer.error);
      const [found] = told(answer.json, isOurWebhook);
      return found === undefined
        ? fail('unknown', 'Meta answered in a form that is not known.', 'Try again in a moment.')
        : ok(found);
    },
    point: null,
  };
}

function told(row: unknown, isOurWebhook: (url: string) => boolean): ToldNumber[] {
  const id = asText(field(row, 'id'));
  const shown = asText(field(row, 'display_phone_number'));
  if (id === null || shown === null) return [];
  const parsed = parsePhone(shown);
  const word = asText(field(row, 'status')) ?? '';
  const state = STATES[word] ?? 'unknown';
  const limit = asText(field(row, 'whatsapp_business_manager_messaging_limit'));
  const throughput = asText(field(field(row, 'throughput'), 'level'));
  const hooks = field(row, 'webhook_configuration');
  const url =
    asText(field(hooks, 'phone_number')) ??
    asText(field(hooks, 'whatsapp_business_account')) ??
    asText(field(hooks, 'application'));
  return [
    {
      number: receivingNumber('meta', id),
      told: {
        ...(parsed.ok ? { phone: parsed.value } : {}),
        display: parsed.ok ? displayPhone(parsed.value) : shown,
        verifiedName: asText(field(row, 'verified_name')) ?? '',
        quality: qualityOf(asText(field(row, 'quality_rating'))),
        ...(throughput === null ? {} : { throughput }),
        ...(limit === null ? {} : { messagingLimit: limit }),
        senderState: state,
        senderReason: state === 'online' ? null : reasonOf(row, word),
        ...(state === 'unknown' ? {} : { status: state === 'online' ? 'online' : 'offline' }),
        webhook: { state: url === null ? 'unknown' : isOurWebhook(url) ? 'ours' : 'elsewhere', url },
      },
    },
  ];
}

function reasonOf(row: unknown, word: string): string | null {
  const name = asText(field(row, 'name_status'));
  const code = asText(field(row, 'code_verification_status'));
  const words = [
    word,
    code && code !== 'VERIFIED' ? `code ${code}` : null,
    name && name !== 'APPROVED' ? `name ${name}` : null,
  ];
  const reason = words.filter(Boolean).join(', ');
  return reason === '' ? null : reason;
}

function qualityOf(rating: string | null): NumberRecord['quality'] {
  switch (rating) {
    case 'GREEN':
      return 'green';
    case 'YELLOW':
      return 'yellow';
    case 'RED':
      return 'red';
    default:
      return 'unknown';
  }
}

/** What a refusal means for whom asked; an expired token is told apart from a time-out (R51). */
function refused(error: GraphError): Extract<ProviderResult<never>, { ok: false }> {
  const words = `Meta ${error.code ?? error.status ?? ''}: ${error.message}`.replace('Meta : ', 'Meta: ');
  const token = tokenStateOf(error);
  if (token !== null)
    return fail('permanent', words, `The access token is ${token}: put in a new one under the account’s settings.`);
  if (isMissingObject(error) || error.status === 404)
    return fail('missing', words, 'Check the id, and that the token may see it.');
  if (error.status === null || error.status >= 500 || error.status === 429 || error.code === 80007 || error.code === 4)
    return fail('temporary', words, 'Try again in a moment.');
  return fail('permanent', words, 'See the code in Meta’s list of error codes.');
}
