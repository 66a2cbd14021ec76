import { type Request, type Response, Router } from 'express';
import { asObject, asText, type JsonObject } from '../wire/json-object.ts';
import { answerError, answerFault, jsonBody } from './answer.ts';
import type { LiveNumber, LiveWaba } from './directory.ts';
import { badParameter, metaError, unknownObject } from './errors.ts';
import { shakeHands } from './handshake.ts';
import type { Json } from './inbound-message.ts';
import { numberOf, wabaOf } from './objects.ts';
import { callbackUrl } from './receive-from-people.ts';
import type { MetaWires } from './wires.ts';

/** Overrides longer than this are refused. */
const LONGEST_CALLBACK_URL = 200;
const DEFAULT_PAGE_SIZE = 25;
const LARGEST_PAGE_SIZE = 100;

/** Business accounts, their numbers, subscriptions and templates.
 *  @see https://developers.facebook.com/docs/whatsapp/business-management-api */
export function accountApi(wires: MetaWires): Router {
  const router = Router({ mergeParams: true });

  router.get('/:id/phone_numbers', (req, res) => {
    withWaba(req, res, wires, (waba) => {
      const numbers = wires.directory.numbers().filter(({ wabaId }) => wabaId === waba.id);
      res.json(pageOf(req, numbers, (number) => pick(numberJson(number, wires), fieldsOf(req))));
    });
  });

  router.get('/:id/message_templates', (req, res) => {
    withWaba(req, res, wires, (waba) => {
      res.json(
        pageOf(req, waba.templates ?? [], ({ name, language, body, status = 'APPROVED', category = 'UTILITY' }) => ({
          id: `${name}_${language}`,
          name,
          language,
          status,
          category,
          components: [{ type: 'BODY', text: body }],
        })),
      );
    });
  });

  router.get('/:id/subscribed_apps', (req, res) => {
    withWaba(req, res, wires, (waba) => {
      const data = [...waba.subscriptions].map(([appId, override]) => ({
        whatsapp_business_api_data: {
          id: appId,
          name: wires.directory.findApp(appId)?.name ?? 'App',
          link: `https://www.facebook.com/games/?app_id=${appId}`,
        },
        ...(override && { override_callback_uri: override.url }),
      }));
      res.json({ data });
    });
  });

  router.post('/:id/subscribed_apps', jsonBody, (req, res) =>
    withWaba(req, res, wires, async (waba) => {
      const body = asObject(req.body) ?? {};
      if (body.override_callback_uri === undefined) waba.subscriptions.set(waba.appId, null);
      else if (!waba.subscriptions.has(waba.appId)) {
        return answerError(res, badParameter('Before override the current callback uri, your app must be subscribed.'));
      } else {
        const override = await overrideFrom(body, res, wires);
        if (override === undefined) return;
        waba.subscriptions.set(waba.appId, override);
      }
      res.json({ success: true });
    }),
  );

  router.delete('/:id/subscribed_apps', (req, res) => {
    withWaba(req, res, wires, (waba) => {
      waba.subscriptions.delete(waba.appId);
      res.json({ success: true });
    });
  });

  router.get('/:id', (req, res, next) => {
    const found = numberOf(req, res, wires);
    const waba = wabaOf(req, res, wires);
    if (!found && !waba) return next();
    const fault = wires.faults.takeApiFault('read', 'meta');
    if (fault) return answerFault(res, fault);
    if (found) return void res.json(pick(numberJson(found.number, wires), fieldsOf(req)));
    if (waba) res.json({ id: waba.id, name: waba.name ?? 'Business account', currency: 'USD' });
  });

  router.post('/:id', jsonBody, async (req, res, next) => {
    const found = numberOf(req, res, wires);
    if (!found) return next();
    const configuration = asObject(asObject(req.body)?.webhook_configuration);
    if (!configuration) return answerError(res, badParameter('The parameter webhook_configuration is required.'));
    const override = await overrideFrom(configuration, res, wires);
    if (override === undefined) return;
    found.number.override = override;
    res.json({ success: true });
  });

  router.post('/:id/register', jsonBody, (req, res) => {
    withNumber(req, res, wires, (number) => {
      const body = asObject(req.body);
      if (!/^\d{6}$/.test(asText(body?.pin) ?? '')) return answerError(res, metaError(131009, 'pin must be 6 digits.'));
      number.status = 'CONNECTED';
      res.json({ success: true });
    });
  });
  router.post('/:id/deregister', (req, res) => {
    withNumber(req, res, wires, (number) => {
      number.status = 'DISCONNECTED';
      res.json({ success: true });
    });
  });
  return router;
}

function withWaba(req: Request, res: Response, wires: MetaWires, use: (waba: LiveWaba) => void | Promise<void>) {
  const waba = wabaOf(req, res, wires);
  if (!waba) return answerError(res, unknownObject(String(req.params.id)));
  const fault = wires.faults.takeApiFault('read', 'meta');
  if (fault) return answerFault(res, fault);
  return use(waba);
}

function withNumber(req: Request, res: Response, wires: MetaWires, use: (number: LiveNumber) => void) {
  const found = numberOf(req, res, wires);
  if (found) use(found.number);
  else answerError(res, unknownObject(String(req.params.id)));
}

/** Reads an override and shakes hands with it. @returns undefined after having answered with an error; null removes it */
async function overrideFrom(given: JsonObject, res: Response, wires: MetaWires) {
  const url = asText(given.override_callback_uri);
  const verifyToken = asText(given.verify_token) ?? '';
  if (url === '') return null;
  const isHttps = url?.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url ?? '');
  if (!url || !URL.canParse(url) || !isHttps || url.length > LONGEST_CALLBACK_URL) {
    answerError(
      res,
      badParameter(`override_callback_uri must be an https URL of at most ${LONGEST_CALLBACK_URL} characters.`),
    );
    return undefined;
  }
  const hands = await shakeHands({ url: callbackUrl(undefined, url, wires), verifyToken }, wires);
  if (hands.isConfirmed) return { url, verifyToken };
  answerError(res, badParameter(`The callback URL couldn't be validated: it answered ${hands.status ?? 'nothing'}.`));
  return undefined;
}

function numberJson(number: LiveNumber, wires: MetaWires): Json {
  const waba = wires.directory.findWaba(number.wabaId);
  const app = wires.directory.findApp(waba?.appId ?? '');
  return {
    id: number.phoneNumberId,
    display_phone_number: number.displayPhone ?? number.phone,
    verified_name: number.name,
    quality_rating: number.quality ?? 'GREEN',
    code_verification_status: 'VERIFIED',
    status: number.status ?? 'CONNECTED',
    name_status: number.nameStatus ?? 'APPROVED',
    platform_type: 'CLOUD_API',
    account_mode: 'LIVE',
    throughput: { level: 'STANDARD' },
    whatsapp_business_manager_messaging_limit: number.messagingLimit ?? 'TIER_2K',
    is_official_business_account: false,
    webhook_configuration: {
      application: callbackUrl(app?.webhookUrl, null, wires),
      ...(number.override && { phone_number: number.override.url }),
    },
  };
}

/** What is told when no fields are asked for. */
const DEFAULT_FIELDS = [
  'id',
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'webhook_configuration',
];

const fieldsOf = (req: Request) =>
  typeof req.query.fields === 'string'
    ? ['id', ...req.query.fields.split(',').map((name) => name.trim())]
    : DEFAULT_FIELDS;

const pick = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name)));

/** One page, with a cursor to the next. A cursor is the place in the list, which clients must not know. */
function pageOf<T>(req: Request, items: readonly T[], toJson: (item: T) => Json): Json {
  const asked = Number(req.query.limit ?? DEFAULT_PAGE_SIZE);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, LARGEST_PAGE_SIZE) : DEFAULT_PAGE_SIZE;
  const after = typeof req.query.after === 'string' ? Number(Buffer.from(req.query.after, 'base64url').toString()) : 0;
  const start = Number.isInteger(after) ? after : 0;
  const cursor = (place: number) => Buffer.from(String(place)).toString('base64url');
  const data = items.slice(start, start + limit).map(toJson);
  const end = start + data.length;
  const url = new URL(req.originalUrl, `http://${req.headers.host ?? 'localhost'}`);
  url.searchParams.set('after', cursor(end));
  return {
    data,
    ...(data.length > 0 && {
      paging: { cursors: { before: cursor(start), after: cursor(end) }, ...(end < items.length && { next: url.href }) },
    }),
  };
}
