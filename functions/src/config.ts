import { defineBoolean, defineSecret, defineString } from 'firebase-functions/params';

/** Every setting of the functions, with its meaning and default; read nowhere else. */

/** Where the platform is reached from outside, without a slash at the end. Twilio signs the URL made of it. */
export const publicBaseUrl = defineString('PUBLIC_BASE_URL', {
  description: 'Public origin of the hosting site, for example https://casillero.example',
});

/** Twilio's REST API; another origin only where a simulator stands in for it. */
export const twilioApiBase = defineString('TWILIO_API_BASE', { default: 'https://api.twilio.com' });

/**
 * Origins that Twilio's media links redirect to, separated by commas.
 * @see https://www.twilio.com/docs/usage/security#http-authentication-for-media
 */
export const twilioMediaOrigins = defineString('TWILIO_MEDIA_ORIGINS', {
  default: 'https://mms.twiliocdn.com,https://media.twiliocdn.com,https://s3-external-1.amazonaws.com',
});

/** The account whose numbers the platform uses: AC and 32 hexadecimal digits. */
export const twilioAccountSid = defineString('TWILIO_ACCOUNT_SID');

/** The account's primary auth token: signs webhooks, opens the REST API. Several, separated by commas, while it is rotated. */
export const twilioAuthToken = defineSecret('TWILIO_AUTH_TOKEN');

/** The account's WhatsApp Business Account, which new senders are made in; empty: Twilio takes the account's own. */
export const twilioWabaId = defineString('TWILIO_WABA_ID', { default: '' });

/** What stands before the code in a deep link's text (R55); changing it makes links that were given out useless. */
export const linkPrefix = defineString('LINK_PREFIX', { default: 'start_' });

/** Meta's Graph API; another origin only where a simulator stands in for it. */
export const metaGraphBase = defineString('META_GRAPH_BASE', { default: 'https://graph.facebook.com' });

/** A version lives about two years. @see https://developers.facebook.com/docs/graph-api/changelog */
export const metaGraphVersion = defineString('META_GRAPH_VERSION', { default: 'v24.0' });

/**
 * Origins that media are downloaded from with the access token, separated by commas; `https://*.fbcdn.net` stands for all its hosts.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#download-media
 */
export const metaMediaOrigins = defineString('META_MEDIA_ORIGINS', {
  default: 'https://lookaside.fbsbx.com,https://*.fbcdn.net',
});

/** The platform's WhatsApp Business Account and its business portfolio; empty where Meta is not used. */
export const metaWabaId = defineString('META_WABA_ID', { default: '' });
export const metaPortfolioId = defineString('META_PORTFOLIO_ID', { default: '' });

/** Secret of the platform's app: signs webhooks. Several, separated by commas, while it is changed; `none` where Meta is not used. */
export const metaAppSecret = defineSecret('META_APP_SECRET');

/** What the platform's app is asked for in the handshake; `none` where Meta is not used. */
export const metaVerifyToken = defineSecret('META_VERIFY_TOKEN');

/** System user's token of the platform: sends, opens media; `none` where Meta is not used. */
export const metaAccessToken = defineSecret('META_ACCESS_TOKEN');

/** Address of the WAHA server, with the path that it is behind, no slash at the end; empty where WAHA is not used. */
export const wahaApiBase = defineString('WAHA_API_BASE', { default: '' });

/** Opens WAHA's API; `none` where WAHA is not used. */
export const wahaApiKey = defineSecret('WAHA_API_KEY');

/** Signs WAHA's webhooks. Several, separated by commas, while it is changed: sessions are configured with the first. */
export const wahaHmacKey = defineSecret('WAHA_HMAC_KEY');

/** The server tells every session's events to our webhook by its own settings (WHATSAPP_HOOK_URL): none needs one of its own. */
export const wahaIsHookedGlobally = defineBoolean('WAHA_IS_HOOKED_GLOBALLY', { default: false });

/**
 * Keys that encrypt the secrets of tenants' own accounts: `keyId:base64 of 32 bytes`, separated by commas; the first encrypts, all decrypt.
 * `none`: no such accounts.
 */
export const secretsKeys = defineSecret('SECRETS_KEYS');

/** The values of a secret that may hold several, or none at all: Secret Manager keeps no empty ones. */
export const valuesOf = (secret: { value(): string }): string[] =>
  secret
    .value()
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'none');

/** Bucket of the screenshots. */
export const mediaBucket = defineString('MEDIA_BUCKET');

/** An OpenAI-compatible API for tenants whose screenshots are read by `vision`; empty: none, and `ocr` reads them (R16). */
export const visionApiBase = defineString('VISION_API_BASE', {
  default: '',
  description: 'Base of an OpenAI-compatible API, for example https://api.openai.com/v1; empty for none',
});

/** The key of that API; `none` where there is none. */
export const visionApiKey = defineSecret('VISION_API_KEY');

/** A model of that API that reads pictures and answers by JSON schema. */
export const visionModel = defineString('VISION_MODEL', { default: '' });

/** Its prices in US dollars per million tokens, so that each reading records its cost; empty: not recorded. */
export const visionPriceInput = defineString('VISION_PRICE_INPUT', { default: '' });
export const visionPriceOutput = defineString('VISION_PRICE_OUTPUT', { default: '' });

export const REGION = 'us-central1';

/** Largest webhook body, in bytes; Twilio sends at most 64 kB, and anything far beyond it is not from Twilio. */
export const WEBHOOK_MAX_BYTES = 1_048_576;

/** Meta sends up to 3 MB. @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started/webhooks-for-whatsapp */
export const META_WEBHOOK_MAX_BYTES = 4 * 1_048_576;

/** A text of WAHA has up to 65,536 characters, and engines add their own form of the message. */
export const WAHA_WEBHOOK_MAX_BYTES = 4 * 1_048_576;

/** Largest medium taken in, in bytes: Twilio's own inbound limit. */
export const MEDIA_MAX_BYTES = 16 * 1_048_576;
