import type { AvailableNumber } from '@casillero/domain/api/available-numbers';
import type { NumberKind, Price } from '@casillero/domain/records/purchase-record';
import { ok } from '@casillero/domain/result';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import { z } from 'zod';
import type { NumberShop } from '../../usecases/numbers/ports.ts';
import { callTwilio } from './call-twilio.ts';
import type { TwilioClient } from './messages.ts';

/** Each kind as its subresource, its place in a country's list of kinds, and its row in the price list. */
const KINDS: Readonly<Record<NumberKind, { resource: string; uri: string; price: string }>> = {
  local: { resource: 'Local', uri: 'local', price: 'local' },
  mobile: { resource: 'Mobile', uri: 'mobile', price: 'mobile' },
  'toll-free': { resource: 'TollFree', uri: 'toll_free', price: 'toll free' },
  national: { resource: 'National', uri: 'national', price: 'national' },
  voip: { resource: 'Voip', uri: 'voip', price: 'voip' },
};

/** @see https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
const country = z.object({ subresource_uris: z.record(z.string(), z.string()) });
const capabilities = z.object({
  voice: z.boolean().nullish(),
  SMS: z.boolean().nullish(),
  MMS: z.boolean().nullish(),
});
const available = z.object({
  available_phone_numbers: z.array(
    z.object({
      phone_number: z.string(),
      locality: z.string().nullish(),
      region: z.string().nullish(),
      iso_country: z.string().nullish(),
      address_requirements: z.enum(['none', 'any', 'local', 'foreign']).catch('none'),
      capabilities: capabilities.nullish(),
    }),
  ),
});
/** @see https://www.twilio.com/docs/phone-numbers/pricing */
const prices = z.object({
  price_unit: z.string(),
  phone_number_prices: z.array(
    z.object({ number_type: z.string(), current_price: z.union([z.string(), z.number()]).nullish() }),
  ),
});

/** Numbers for sale at Twilio. A price list that cannot be had leaves prices out, and sells all the same. */
export function twilioNumberShop(client: TwilioClient, accountSid: () => string): NumberShop {
  const path = () => `/2010-04-01/Accounts/${accountSid()}/AvailablePhoneNumbers`;
  const pricesOf = async (of: string): Promise<(kind: NumberKind) => Price | null> => {
    const listed = await callTwilio(
      client,
      { method: 'get', host: 'pricing.twilio.com', path: `/v1/PhoneNumbers/Countries/${of}` },
      prices,
    );
    if (!listed.ok) return () => null;
    const { price_unit: currency, phone_number_prices: rows } = listed.value;
    return (kind) => {
      const row = rows.find((each) => each.number_type.toLowerCase() === KINDS[kind].price);
      return row?.current_price === null || row?.current_price === undefined
        ? null
        : { amount: String(row.current_price), currency: currency.toUpperCase() };
    };
  };
  return {
    kinds: async (of) => {
      const [listed, price] = await Promise.all([
        callTwilio(client, { method: 'get', host: 'api.twilio.com', path: `${path()}/${of}.json` }, country),
        pricesOf(of),
      ]);
      if (!listed.ok) return listed;
      const kinds = (Object.keys(KINDS) as NumberKind[]).filter(
        (kind) => KINDS[kind].uri in listed.value.subresource_uris,
      );
      return ok(kinds.map((kind) => ({ kind, monthlyPrice: price(kind) })));
    },
    search: async ({ country: of, kind, contains, areaCode, locality, sms, voice, limit }) => {
      const query = {
        PageSize: String(limit),
        ...(contains === undefined ? {} : { Contains: contains }),
        ...(areaCode === undefined ? {} : { AreaCode: areaCode }),
        ...(locality === undefined ? {} : { InLocality: locality }),
        ...(sms === undefined ? {} : { SmsEnabled: String(sms) }),
        ...(voice === undefined ? {} : { VoiceEnabled: String(voice) }),
      };
      const at = { host: 'api.twilio.com', path: `${path()}/${of}/${KINDS[kind].resource}.json` };
      const [listed, price] = await Promise.all([
        callTwilio(client, { method: 'get', ...at, query }, available),
        pricesOf(of),
      ]);
      if (!listed.ok) return listed;
      return ok(
        listed.value.available_phone_numbers.slice(0, limit).map(
          (each): AvailableNumber => ({
            phone: each.phone_number,
            display: displayPhone(each.phone_number),
            country: each.iso_country ?? of,
            kind,
            locality: each.locality || null,
            region: each.region || null,
            capabilities: {
              voice: each.capabilities?.voice ?? false,
              sms: each.capabilities?.SMS ?? false,
              mms: each.capabilities?.MMS ?? false,
            },
            addressRequirements: each.address_requirements,
            monthlyPrice: price(kind),
          }),
        ),
      );
    },
  };
}
