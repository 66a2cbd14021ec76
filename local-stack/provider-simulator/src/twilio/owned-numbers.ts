import { newSid, type TwilioNumber } from './account.ts';

/** What a request may set on a number; the names are Twilio's parameters. */
export const NUMBER_PARAMETERS = {
  FriendlyName: 'friendly_name',
  SmsUrl: 'sms_url',
  SmsMethod: 'sms_method',
  SmsFallbackUrl: 'sms_fallback_url',
  SmsFallbackMethod: 'sms_fallback_method',
  SmsApplicationSid: 'sms_application_sid',
  StatusCallback: 'status_callback',
  StatusCallbackMethod: 'status_callback_method',
  VoiceUrl: 'voice_url',
  VoiceMethod: 'voice_method',
  AddressSid: 'address_sid',
  BundleSid: 'bundle_sid',
  IdentitySid: 'identity_sid',
} as const;

export interface OwnedNumber {
  sid: string;
  accountSid: string;
  phone: string;
  boughtAt: Date;
  updatedAt: Date;
  capabilities: { voice: boolean; sms: boolean; mms: boolean; fax: boolean };
  addressRequirements: string;
  /** By the names of the resource. */
  settings: Record<string, string>;
}

/** Numbers that an account has bought, and those it had from the start. */
export interface OwnedNumbers {
  add(number: OwnedNumber): void;
  find(accountSid: string, sid: string): OwnedNumber | undefined;
  at(phone: string): OwnedNumber | undefined;
  /** Newest first. */
  list(accountSid: string): OwnedNumber[];
  remove(sid: string): void;
  reset(): void;
}

export function createOwnedNumbers(fromStart: readonly TwilioNumber[], now: () => Date): OwnedNumbers {
  const bySid = new Map<string, OwnedNumber>();
  const reset = () => {
    bySid.clear();
    for (const { phone, name, accountSid } of fromStart) {
      const at = now();
      const sid = newSid('PN');
      bySid.set(sid, {
        sid,
        accountSid,
        phone,
        boughtAt: at,
        updatedAt: at,
        capabilities: { voice: true, sms: true, mms: true, fax: false },
        addressRequirements: 'none',
        settings: { friendly_name: name },
      });
    }
  };
  reset();
  return {
    add: (number) => void bySid.set(number.sid, number),
    find(accountSid, sid) {
      const number = bySid.get(sid);
      return number?.accountSid === accountSid ? number : undefined;
    },
    at: (phone) => [...bySid.values()].find((number) => number.phone === phone),
    list: (accountSid) => [...bySid.values()].filter((number) => number.accountSid === accountSid).reverse(),
    remove: (sid) => void bySid.delete(sid),
    reset,
  };
}

const rfc2822 = (date: Date) => date.toUTCString().replace('GMT', '+0000');

/** @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export function ownedNumberJson(number: OwnedNumber): Record<string, unknown> {
  const unset = Object.fromEntries(Object.values(NUMBER_PARAMETERS).map((name) => [name, null]));
  const methods = {
    sms_method: 'POST',
    sms_fallback_method: 'POST',
    status_callback_method: 'POST',
    voice_method: 'POST',
  };
  return {
    ...unset,
    ...methods,
    sms_url: '',
    sms_fallback_url: '',
    voice_url: '',
    status_callback: '',
    ...number.settings,
    sid: number.sid,
    account_sid: number.accountSid,
    phone_number: number.phone,
    capabilities: number.capabilities,
    address_requirements: number.addressRequirements,
    status: 'in-use',
    origin: 'twilio',
    beta: false,
    api_version: '2010-04-01',
    date_created: rfc2822(number.boughtAt),
    date_updated: rfc2822(number.updatedAt),
    uri: `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}
