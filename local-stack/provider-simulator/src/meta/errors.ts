/** An error answer of the Graph API. */
export interface MetaError {
  code: number;
  status: number;
  title: string;
  details: string;
  subcode?: number;
}

/**
 * Codes with their HTTP status and title. What is not here is answered with 400.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const CODES: Readonly<Record<number, readonly [status: number, title: string]>> = {
  0: [401, 'AuthException'],
  1: [400, 'API Unknown'],
  2: [503, 'API Service'],
  3: [500, 'API Method'],
  4: [400, 'API Too Many Calls'],
  10: [403, 'Permission Denied'],
  33: [400, 'Parameter value is not valid'],
  100: [400, 'Invalid parameter'],
  190: [401, 'Access token has expired'],
  200: [403, 'API Permission'],
  368: [403, 'Temporarily blocked for policies violations'],
  80007: [400, 'Rate limit issues'],
  130429: [400, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, 'Business account is restricted from messaging users in this country'],
  131000: [500, 'Something went wrong'],
  131005: [403, 'Access denied'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [503, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131030: [400, 'Recipient phone number not in allowed list'],
  131031: [403, 'Account has been locked'],
  131037: [400, 'Display name approval is required'],
  131042: [400, 'Business eligibility payment issue'],
  131045: [500, 'Incorrect certificate'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'Meta chose not to deliver'],
  131050: [400, 'User has stopped receiving marketing messages'],
  131051: [400, 'Unsupported message type'],
  131052: [400, 'Media download error'],
  131053: [400, 'Media upload error'],
  131056: [400, '(Business Account, Consumer Account) pair rate limit hit'],
  131057: [500, 'Account in maintenance mode'],
  131062: [400, 'A phone number is required for this message'],
  132000: [400, 'Template parameter count mismatch'],
  132001: [404, 'Template does not exist'],
  132005: [400, 'Template hydrated text too long'],
  132007: [400, 'Template format character policy violated'],
  132012: [400, 'Template parameter format mismatch'],
  132015: [400, 'Template is paused'],
  132016: [400, 'Template is disabled'],
  133000: [500, 'Incomplete deregistration'],
  133004: [503, 'Server temporarily unavailable'],
  133005: [400, 'Two step verification PIN mismatch'],
  133006: [400, 'Phone number re-verification needed'],
  133010: [400, 'Phone number not registered'],
  133016: [400, 'Account register deregister rate limit exceeded'],
  135000: [400, 'Generic user error'],
};

/** What is said in a failed status, where Meta says more than the title. */
const DETAILS: Readonly<Record<number, string>> = {
  131026: 'Message Undeliverable.',
  131047: 'More than 24 hours have passed since the customer last replied.',
  131053: 'The media could not be fetched or is of a type that WhatsApp does not carry.',
};

/** @param details what is wrong with this request; default: what Meta says of the code */
export function metaError(code: number, details?: string, subcode?: number): MetaError {
  const [status, title] = CODES[code] ?? [400, 'Error'];
  return {
    code,
    status,
    title,
    details: details ?? DETAILS[code] ?? `${title}.`,
    ...(subcode !== undefined && { subcode }),
  };
}

/** The object does not exist, or not for this token: Meta does not tell which. */
export const unknownObject = (id: string) =>
  metaError(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    33,
  );

/** A parameter of the wrong form. */
export const badParameter = (details: string) => metaError(100, details);

/** @param traceId for Meta's support */
export const errorJson = ({ code, title, details, subcode }: MetaError, traceId: string) => ({
  error: {
    message: `(#${code}) ${title}`,
    type: 'OAuthException',
    code,
    ...(subcode !== undefined && { error_subcode: subcode }),
    error_data: { messaging_product: 'whatsapp', details },
    fbtrace_id: traceId,
  },
});

/** The same in `errors[]` of a failed status. */
export const statusErrorJson = ({ code, title, details }: MetaError) => ({
  code,
  title,
  message: title,
  error_data: { details },
  href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
});
