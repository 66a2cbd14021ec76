import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { E164 } from '../world/roster.ts';
import { newSid } from './account.ts';
import { answerError, answerFault } from './answer.ts';
import { badRequest, resourceNotFound, type TwilioError } from './errors.ts';
import { NUMBER_KINDS, type NumberKind, type TwilioOffer } from './offer.ts';
import { NUMBER_PARAMETERS, type OwnedNumber, ownedNumberJson } from './owned-numbers.ts';
import { accountOf, formOf, onlySignedIn, pageOf } from './signed-in.ts';
import type { SendForm } from './validate-send.ts';
import type { TwilioWires } from './wires.ts';

const ACCOUNT = '/2010-04-01/Accounts/:accountSid';
const OWNED = `${ACCOUNT}/IncomingPhoneNumbers`;
const LONGEST_NAME = 64;

/** Numbers: searched, bought, pointed elsewhere, given back.
 *  @see https://www.twilio.com/docs/phone-numbers/api/availablephonenumber-resource */
export function numbersApi(wires: TwilioWires): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '1mb' });
  const signedIn = onlySignedIn(wires);
  const readable: RequestHandler = (_req, res, next) => {
    const fault = wires.faults.takeApiFault('read', 'twilio');
    if (fault) answerFault(res, fault);
    else next();
  };
  router.use(availableApi(wires, signedIn, readable));

  router.post(`${OWNED}.json`, signedIn, form, (req, res) => {
    const fault = wires.faults.takeApiFault('buy', 'twilio');
    if (fault && !fault.takesEffect) return answerFault(res, fault);
    const bought = buy(formOf(req.body), accountOf(res).sid, wires);
    if ('error' in bought) return answerError(res, bought.error);
    if (fault) return answerFault(res, fault);
    res.status(201).json(ownedNumberJson(bought.number));
  });
  router.get(`${OWNED}.json`, signedIn, readable, (req, res) => {
    const { PhoneNumber: phone, FriendlyName: name } = req.query;
    const found = wires.owned
      .list(accountOf(res).sid)
      .filter((number) => phone === undefined || number.phone.includes(String(phone)))
      .filter((number) => name === undefined || number.settings.friendly_name === name);
    const { part, frame } = pageOf(req, found);
    res.json({ incoming_phone_numbers: part.map(ownedNumberJson), ...frame });
  });
  router.get(`${OWNED}/:sid.json`, signedIn, readable, (req, res) => {
    withNumber(req, res, wires, (number) => res.json(ownedNumberJson(number)));
  });
  router.post(`${OWNED}/:sid.json`, signedIn, form, (req, res) => {
    const fault = wires.faults.takeApiFault('manage', 'twilio');
    if (fault && !fault.takesEffect) return answerFault(res, fault);
    withNumber(req, res, wires, (number) => {
      const error = apply(formOf(req.body), number, wires);
      if (error) return answerError(res, error);
      if (fault) return answerFault(res, fault);
      res.json(ownedNumberJson(number));
    });
  });
  router.delete(`${OWNED}/:sid.json`, signedIn, (req, res) => {
    const fault = wires.faults.takeApiFault('manage', 'twilio');
    if (fault && !fault.takesEffect) return answerFault(res, fault);
    withNumber(req, res, wires, (number) => {
      // As in production, a sender on a released number stays behind, broken.
      wires.owned.remove(number.sid);
      wires.senders.loseNumber(number.phone);
      if (fault) return answerFault(res, fault);
      res.status(204).end();
    });
  });
  return router;
}

function availableApi(wires: TwilioWires, signedIn: RequestHandler, readable: RequestHandler): Router {
  const router = Router();
  const path = `${ACCOUNT}/AvailablePhoneNumbers`;
  const uriOf = (req: Request) => `/2010-04-01/Accounts/${req.params.accountSid}/AvailablePhoneNumbers`;
  const countryJson = (req: Request, country: string) => {
    const offers = wires.inventory.catalogue.filter((offer) => offer.country === country);
    const kinds = new Set(offers.map(({ kind = 'Local' }) => kind));
    return {
      country_code: country,
      country: new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country,
      beta: false,
      uri: `${uriOf(req)}/${country}.json`,
      subresource_uris: Object.fromEntries(
        [...kinds].map((kind) => [NUMBER_KINDS[kind], `${uriOf(req)}/${country}/${kind}.json`]),
      ),
    };
  };
  const isSold = (country: string) => wires.inventory.catalogue.some((offer) => offer.country === country);

  router.get(`${path}.json`, signedIn, readable, (req, res) => {
    const countries = [...new Set(wires.inventory.catalogue.map(({ country }) => country))].sort();
    const { frame } = pageOf(req, countries);
    res.json({ countries: countries.map((country) => countryJson(req, country)), ...frame });
  });
  router.get(`${path}/:country.json`, signedIn, readable, (req, res) => {
    const country = String(req.params.country);
    if (isSold(country)) res.json(countryJson(req, country));
    else answerError(res, resourceNotFound(req.path));
  });
  router.get(`${path}/:country/:kind.json`, signedIn, readable, (req, res) => {
    const { country, kind } = req.params;
    const isOfKind = (offer: TwilioOffer) => offer.country === country && (offer.kind ?? 'Local') === kind;
    // A kind that the country does not have is no resource at all.
    if (!wires.inventory.catalogue.some(isOfKind)) return answerError(res, resourceNotFound(req.path));
    const found = search(wires.inventory.list().filter(isOfKind), req.query);
    if ('error' in found) return answerError(res, found.error);
    res.json({ available_phone_numbers: found.offers.map(offerJson), uri: req.originalUrl });
  });
  return router;
}

function search(
  offers: readonly TwilioOffer[],
  query: Readonly<Record<string, unknown>>,
): { offers: TwilioOffer[] } | { error: TwilioError } {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : null);
  const contains = text('Contains');
  if (contains !== null && !/^[\dA-Za-z*+]{2,16}$/.test(contains)) {
    return { error: badRequest(21405, 'Contains must be at least 2 characters: digits, letters or *.') };
  }
  const pattern = contains === null ? null : new RegExp(contains.replaceAll('+', '').replaceAll('*', '\\d'), 'i');
  const areaCode = text('AreaCode');
  const isWanted = (name: string, has: boolean) => text(name) === null || text(name) === String(has);
  const found = offers.filter(
    (offer) =>
      (pattern === null || pattern.test(offer.phone)) &&
      (areaCode === null || offer.phone.startsWith(`+1${areaCode}`)) &&
      isWanted('SmsEnabled', offer.sms ?? true) &&
      isWanted('VoiceEnabled', offer.voice ?? true) &&
      isWanted('MmsEnabled', offer.mms ?? false) &&
      (text('InLocality') === null || offer.locality === text('InLocality')) &&
      (text('InRegion') === null || offer.region === text('InRegion')) &&
      (text('ExcludeAllAddressRequired') !== 'true' || (offer.addressRequirements ?? 'none') === 'none'),
  );
  const pageSize = Number(text('PageSize') ?? 50);
  return { offers: found.slice(0, Number.isInteger(pageSize) && pageSize > 0 ? pageSize : 50) };
}

const offerJson = (offer: TwilioOffer) => ({
  friendly_name: offer.phone,
  phone_number: offer.phone,
  lata: null,
  locality: offer.locality ?? null,
  rate_center: null,
  latitude: null,
  longitude: null,
  region: offer.region ?? null,
  postal_code: null,
  iso_country: offer.country,
  address_requirements: offer.addressRequirements ?? 'none',
  beta: false,
  capabilities: { voice: offer.voice ?? true, SMS: offer.sms ?? true, MMS: offer.mms ?? false, fax: false },
});

function buy(form: SendForm, accountSid: string, wires: TwilioWires): { number: OwnedNumber } | { error: TwilioError } {
  const phone = form.PhoneNumber?.[0] ?? '';
  const areaCode = form.AreaCode?.[0] ?? '';
  if (phone === '' && areaCode === '') return { error: badRequest(21450, 'PhoneNumber or AreaCode is required.') };
  const byArea = wires.inventory.list().find((offer) => offer.phone.startsWith(`+1${areaCode}`));
  if (phone === '' && !byArea) return { error: badRequest(21452, `No phone numbers found in area code ${areaCode}.`) };
  if (phone !== '' && !E164.test(phone)) return { error: badRequest(21421, `${phone} is not a valid number.`) };
  const offer = phone === '' ? byArea : wires.inventory.find(phone);
  if (!offer) return { error: badRequest(21422, `${phone} is not available.`) };
  if ((offer.addressRequirements ?? 'none') !== 'none' && !form.AddressSid?.[0]) {
    return { error: badRequest(21631, `The number ${offer.phone} requires an Address.`) };
  }
  if (offer.needsBundle && !form.BundleSid?.[0]) {
    return { error: badRequest(21649, `The number ${offer.phone} requires a Bundle.`) };
  }
  const at = wires.clock.now();
  const number: OwnedNumber = {
    sid: newSid('PN'),
    accountSid,
    phone: offer.phone,
    boughtAt: at,
    updatedAt: at,
    capabilities: { voice: offer.voice ?? true, sms: offer.sms ?? true, mms: offer.mms ?? false, fax: false },
    addressRequirements: offer.addressRequirements ?? 'none',
    settings: { friendly_name: offer.phone },
  };
  const error = apply(form, number, wires);
  if (error) return { error };
  wires.inventory.remove(offer.phone);
  wires.owned.add(number);
  return { number };
}

function apply(form: SendForm, number: OwnedNumber, wires: TwilioWires): TwilioError | null {
  const name = form.FriendlyName?.[0] ?? '';
  if (name.length > LONGEST_NAME) return badRequest(20001, `FriendlyName must be at most ${LONGEST_NAME} characters.`);
  for (const [parameter, key] of Object.entries(NUMBER_PARAMETERS)) {
    const value = form[parameter]?.[0];
    if (value === undefined) continue;
    if (/Url$|^StatusCallback$/.test(parameter) && value !== '' && !URL.canParse(value)) {
      return badRequest(21502, `${parameter} is not a valid URL: ${value}`);
    }
    number.settings[key] = value;
  }
  number.updatedAt = wires.clock.now();
  return null;
}

function withNumber(req: Request, res: Response, wires: TwilioWires, use: (number: OwnedNumber) => void) {
  const number = wires.owned.find(accountOf(res).sid, String(req.params.sid));
  if (number) use(number);
  else answerError(res, resourceNotFound(req.path));
}

/** What numbers of a country cost. @see https://www.twilio.com/docs/phone-numbers/pricing */
export function pricingApi(wires: TwilioWires): Router {
  const router = Router();
  router.get(
    ['/v1/PhoneNumbers/Countries/:country', '/v2/PhoneNumbers/Countries/:country'],
    onlySignedIn(wires),
    (req, res) => {
      const fault = wires.faults.takeApiFault('read', 'twilio');
      if (fault) return answerFault(res, fault);
      const country = String(req.params.country);
      const offers = wires.inventory.catalogue.filter((offer) => offer.country === country);
      if (offers.length === 0) return answerError(res, resourceNotFound(req.path));
      const byKind = new Map<NumberKind, string>();
      for (const { kind = 'Local', monthlyPrice = '1.15' } of offers) byKind.set(kind, monthlyPrice);
      res.json({
        country: new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country,
        iso_country: country,
        phone_number_prices: [...byKind].map(([kind, price]) => ({
          number_type: NUMBER_KINDS[kind].replaceAll('_', ' '),
          base_price: price,
          current_price: price,
        })),
        price_unit: 'USD',
        url: `https://pricing.twilio.com${req.path}`,
      });
    },
  );
  return router;
}
