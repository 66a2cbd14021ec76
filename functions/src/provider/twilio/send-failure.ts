import type { SendFailureCode } from '../../usecases/work-off/ports.ts';

/**
 * Twilio errors that trying again may heal: too many requests, full queues, the provider's own troubles and rate
 * limits. All others are final for the message: trying again would repeat the same mistake.
 * @see https://www.twilio.com/docs/api/errors
 */
const TEMPORARY = new Set([20429, 21611, 30001, 30008, 63010, 63012, 63017, 63018, 63019, 63023, 63038]);

/** Refused credentials; a sender that is unknown, not online, not allowed, locked or suspended: no message leaves from it. */
const SENDER_DOWN = new Set([20003, 21212, 21606, 30002, 63001, 63007, 63020, 63022, 63051, 63112]);

/** The template does not go out: its variables do not fit, it is not there, or WhatsApp rejected, paused or disabled it. */
const TEMPLATE = new Set([21654, 21655, 21656, 63027, 63028, 63040, 63041, 63042]);

/** Whether an error is the sender's own trouble or the template's, whoever the message was for. @param code NaN: none */
export const isOurTrouble = (code: number): boolean => SENDER_DOWN.has(code) || TEMPLATE.has(code);

/**
 * Classifies what the twilio package threw when a message was handed over.
 * No answer, or a 5xx, means that the message may exist all the same: 'unknown'.
 */
export function classifySendFailure(error: unknown): { code: SendFailureCode; message: string } {
  const { status, code, message } = errorFields(error);
  if (status === null) return { code: 'unknown', message: `No answer from Twilio: ${message}` };
  if (status >= 500) return { code: 'unknown', message: `Twilio answered ${status}: ${message}` };
  const words = `Twilio ${code ?? status}: ${message}`;
  if (code !== null && SENDER_DOWN.has(code)) return { code: 'number-down', message: words };
  if (code !== null && TEMPLATE.has(code)) return { code: 'template-refused', message: words };
  if (status === 429 || (code !== null && TEMPORARY.has(code))) return { code: 'temporary', message: words };
  return { code: 'permanent', message: words };
}

function errorFields(error: unknown): { status: number | null; code: number | null; message: string } {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const message = typeof fields.message === 'string' ? fields.message.slice(0, 300) : 'unknown error';
  return { status: number(fields.status), code: number(fields.code), message };
}
