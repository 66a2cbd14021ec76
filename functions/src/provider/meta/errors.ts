import type { SendFailureCode } from '../../usecases/work-off/ports.ts';
import type { GraphError } from './graph.ts';

/**
 * Codes that trying again may heal: Meta's own troubles, rate limits, maintenance. All others are final for the message: trying again
 * would repeat the same mistake, or a person has to mend the configuration first.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const TEMPORARY = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057, 132069, 133004, 133016, 2494100]);

/** The access token is refused. @see https://developers.facebook.com/docs/graph-api/guides/error-handling#errorcodes */
const TOKEN = new Set([0, 102, 190]);
/** Subcode of 190: the time of the token ran out; every other subcode: taken away, or never good. */
const EXPIRED_SUBCODE = 463;

/** Permissions that the token lacks: 3, 10, 200 to 299, 131005. */
const isPermission = (code: number): boolean =>
  code === 3 || code === 10 || code === 131005 || (code >= 200 && code <= 299);

/**
 * The number itself may not send: spam limit, account locked, blocked or restricted, name not approved, payment due, not registered or
 * verified. A person has to mend it.
 */
const NUMBER_TROUBLE = new Set([
  368, 131031, 131037, 131042, 131045, 131048, 133005, 133006, 133008, 133009, 133010, 133015,
]);

/**
 * The template does not go out: its parameters do not fit, it is not there in this language, or it is against a policy, paused, disabled,
 * or its flow is blocked. Other messages of the number do.
 */
const TEMPLATE = new Set([132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068]);

/** Whether an error is the number's own trouble or the template's, whoever the message was for. @param code NaN: none */
export const isOurTrouble = (code: number): boolean => NUMBER_TROUBLE.has(code) || TEMPLATE.has(code);

/** What an error says about the access token; null: nothing (a time-out says nothing, R51). */
export function tokenStateOf({ code, subcode, message }: GraphError): 'expired' | 'revoked' | null {
  if (code === null || !TOKEN.has(code)) return null;
  return subcode === EXPIRED_SUBCODE || (subcode === null && /expired/i.test(message)) ? 'expired' : 'revoked';
}

/** Whether the token is good but may not do this. */
export const lacksPermission = ({ code }: GraphError): boolean => code !== null && isPermission(code);

/** An object that does not exist, or that the token may not see: Meta does not tell which. */
export const isMissingObject = ({ code, subcode }: GraphError): boolean =>
  code === 33 || (code === 100 && subcode === 33);

/**
 * Classifies a message that was not taken. With a refused token, or one that may not send, the message waits for a person to
 * mend that, and so do all others of its number.
 * No answer, or a 5xx without a code, means that the message may exist all the same: 'unknown'.
 */
export function classifySendError(error: GraphError): { readonly code: SendFailureCode; readonly message: string } {
  const { status, code, isUnsent, message } = error;
  if (status === null) return { code: isUnsent ? 'temporary' : 'unknown', message: `Meta: ${message}` };
  if (code === null) {
    const words = `Meta answered ${status}: ${message}`;
    return { code: status >= 500 ? 'unknown' : status === 429 ? 'temporary' : 'permanent', message: words };
  }
  const words = `Meta ${code}: ${message}`;
  if (tokenStateOf(error) !== null || isPermission(code) || NUMBER_TROUBLE.has(code))
    return { code: 'number-down', message: words };
  if (TEMPLATE.has(code)) return { code: 'template-refused', message: words };
  return { code: status === 429 || TEMPORARY.has(code) ? 'temporary' : 'permanent', message: words };
}
