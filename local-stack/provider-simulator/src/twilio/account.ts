import { randomBytes } from 'node:crypto';

/** An account of the simulated provider; every secret here is a fake. */
export interface TwilioAccount {
  /** AC and 32 hex digits. */
  sid: string;
  authToken: string;
  /** The token before the last rotation: signs when the fault 'old-secret' is set. Default: one that nobody has. */
  previousAuthToken?: string;
  apiKeys?: readonly { sid: string; secret: string }[];
}

/** A business number that is a WhatsApp sender. */
export interface TwilioNumber {
  provider: 'twilio';
  /** E.164 */
  phone: string;
  name: string;
  accountSid: string;
  /** A sender that is not ONLINE can neither send nor be written to; default true. */
  isOnline?: boolean;
  messagingServiceSid?: string;
  /** Where this number's webhooks go instead of the simulator's target; may end in a connection-override fragment. */
  webhookUrl?: string;
  /** The URL that is signed, if it differs from the one posted to. */
  signedUrl?: string;
  /** Asked once when the webhook has failed for good. */
  fallbackUrl?: string;
  /** For messages sent without a StatusCallback of their own. */
  statusCallbackUrl?: string;
}

/** An approved template of the Content API. `{{1}}` in the body is filled from ContentVariables. */
export interface TwilioContent {
  sid: string;
  body: string;
}

/** @param prefix AC, SM, MM, ME ... @returns a SID as Twilio makes them: two letters and 32 hex digits */
export const newSid = (prefix: string) => prefix + randomBytes(16).toString('hex');
