/** An error answer of Twilio's REST API. */
export interface TwilioError {
  code: number;
  status: number;
  message: string;
}

/** @see https://www.twilio.com/docs/api/errors */
export const errorJson = ({ code, status, message }: TwilioError) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

export const AUTHENTICATE: TwilioError = { code: 20003, status: 401, message: 'Authenticate' };
export const TOO_MANY_REQUESTS: TwilioError = { code: 20429, status: 429, message: 'Too Many Requests' };

export const resourceNotFound = (path: string): TwilioError => ({
  code: 20404,
  status: 404,
  message: `The requested resource ${path} was not found`,
});

export const badRequest = (code: number, message: string): TwilioError => ({ code, status: 400, message });

/** Reasons that come later, in a status callback. */
export const LATER_ERRORS: Readonly<Record<number, string>> = {
  63003: 'Channel could not find To address',
  63014: 'Failed to send message because it was blocked by the user',
  63016: 'Failed to send freeform message because you are outside the allowed window. Please use a Template.',
  63019: 'Media failed to download',
  63024: 'Invalid message recipient',
  63034: 'Media exceeds WhatsApp size limit',
  63021: 'Channel invalid content error',
};
