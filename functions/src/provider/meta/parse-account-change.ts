import { createHash } from 'node:crypto';
import type { AliasChange } from '@casillero/domain/message/alias-change';
import { singleLine } from '@casillero/domain/message/clean-text';
import type { NumberEvent } from '@casillero/domain/message/number-event';
import { asNumber, asObjects, asText, field, type JsonObject, keptJson, timeOf } from '../json-fields.ts';
import type { MetaChange } from './envelope.ts';
import { userAlias } from './sender.ts';

/** Events of `account_update` after which the numbers of the account do not serve any more. */
const ENDS_SERVICE = new Set(['ACCOUNT_DELETED', 'PARTNER_REMOVED', 'DISABLED_UPDATE', 'ACCOUNT_OFFBOARDED']);

/** A ban that is announced is none yet. */
const BAN_TO_COME = 'SCHEDULE_FOR_DISABLE';

/**
 * Reads a change that is not about messages: limits, quality, names, bans. null for those that we make no use of.
 * @see https://developers.facebook.com/docs/graph-api/webhooks/reference/whatsapp-business-account
 */
export function parseAccountChange({ wabaId, field: name, value }: MetaChange): NumberEvent | null {
  const displayPhone = asText(value.display_phone_number);
  switch (name) {
    case 'business_capability_update':
      return {
        kind: 'capability',
        wabaId,
        maxPhoneNumbersPerBusiness: asNumber(value.max_phone_numbers_per_business),
        maxPhoneNumbersPerAccount: asNumber(value.max_phone_numbers_per_waba),
        maxDailyConversations: dailyLimit(value.max_daily_conversations_per_business),
      };
    case 'phone_number_quality_update':
      return displayPhone === null ? null : { kind: 'number', wabaId, displayPhone, told: qualityTold(value) };
    case 'phone_number_name_update': {
      const verifiedName = asText(value.requested_verified_name);
      const isApproved = asText(value.decision) === 'APPROVED';
      if (displayPhone === null || verifiedName === null || !isApproved) return null;
      return { kind: 'number', wabaId, displayPhone, told: { verifiedName: singleLine(verifiedName, 200) } };
    }
    case 'account_update':
      return accountTold(wabaId, value);
    case 'account_alerts':
    case 'account_review_update': {
      const words = [value.alert_severity, value.alert_type, value.decision, value.alert_description];
      return { kind: 'account', wabaId, code: name, message: sentence(words), serving: 'unchanged' };
    }
    default:
      return null;
  }
}

/** -1 and TIER_UNLIMITED stand for no limit, which is told as null. */
function dailyLimit(value: unknown): number | null {
  const digits = typeof value === 'string' ? /^TIER_(\d+)(K?)$/.exec(value) : null;
  const number = digits === null ? asNumber(value) : Number(digits[1]) * (digits[2] === 'K' ? 1_000 : 1);
  return number === null || number < 0 ? null : number;
}

function qualityTold(value: JsonObject): Extract<NumberEvent, { kind: 'number' }>['told'] {
  const event = asText(value.event);
  const limit = asText(value.current_limit) ?? asText(value.max_daily_conversations_per_business);
  return {
    ...(event === 'FLAGGED' ? { quality: 'red' } : event === 'UNFLAGGED' ? { quality: 'unknown' } : {}),
    ...(event === 'THROUGHPUT_UPGRADE' ? { throughput: 'HIGH' } : limit === null ? {} : { messagingLimit: limit }),
  };
}

function accountTold(wabaId: string, value: JsonObject): NumberEvent {
  const code = asText(value.event) ?? 'account_update';
  const banState = asText(field(value.ban_info, 'waba_ban_state'));
  const isBack = banState === 'REINSTATE' || code === 'ACCOUNT_RECONNECTED';
  const isOver = ENDS_SERVICE.has(code) && banState !== BAN_TO_COME;
  const restrictions = asObjects(value.restriction_info).map((each) => asText(each.restriction_type));
  const violation = asText(field(value.violation_info, 'violation_type'));
  return {
    kind: 'account',
    wabaId,
    code,
    message: sentence([code, banState, violation, ...restrictions]),
    serving: isBack ? 'again' : isOver ? 'no-longer' : 'unchanged',
  };
}

const sentence = (words: readonly unknown[]): string =>
  singleLine(words.flatMap((word) => asText(word) ?? []).join(' · '), 300);

/**
 * `user_id_update`: the business-scoped ids of people who changed their number. Tolerant of how previous and current are written.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export function userIdChangesOf(change: MetaChange, portfolioId: string, receivedAt: Date): AliasChange[] {
  return asObjects(change.value.user_id_update).flatMap((item) => {
    const previous = asText(field(item.user_id, 'previous')) ?? asText(item.previous_user_id) ?? asText(item.previous);
    const current = asText(field(item.user_id, 'current')) ?? asText(item.current_user_id) ?? asText(item.current);
    if (previous === null || current === null || previous === current) return [];
    const eventId = createHash('sha256')
      .update(JSON.stringify([portfolioId, previous, current]))
      .digest('hex');
    return [
      {
        provider: 'meta' as const,
        account: change.phoneNumberId ?? change.wabaId,
        eventId: `user-id-${eventId.slice(0, 32)}`,
        from: userAlias(portfolioId, previous),
        to: userAlias(portfolioId, current),
        relation: 'moved' as const,
        at: timeOf(item.timestamp, receivedAt),
        raw: keptJson(item),
      },
    ];
  });
}
