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

export const REGION = 'us-central1';

/** Largest webhook body, in bytes; Twilio sends at most 64 kB, and anything far beyond it is not from Twilio. */
export const WEBHOOK_MAX_BYTES = 1_048_576;

/** Largest medium taken in, in bytes: Twilio's own inbound limit. */
export const MEDIA_MAX_BYTES = 16 * 1_048_576;
