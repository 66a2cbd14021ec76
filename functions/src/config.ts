import { defineSecret, defineString } from 'firebase-functions/params';

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

/** Largest medium taken in, in bytes: Twilio's own inbound limit. */
export const MEDIA_MAX_BYTES = 16 * 1_048_576;
