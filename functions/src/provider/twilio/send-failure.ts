import type { SendFailureCode } from '../../usecases/work-off/ports.ts';

/**
 * Twilio errors that trying again may heal: too many requests, full queues, the provider's own troubles and rate
 * limits; refused credentials too, since the message waits for new ones as long as its attempts last (R51). All other codes are final for the message: trying again would repeat the same mistake, or is a matter of
 * configuration that a person has to mend first.
 * @see https://www.twilio.com/docs/api/errors
 */
const TEMPORARY = new Set([20003, 20429, 21611, 30001, 30008, 63010, 63012, 63017, 63018, 63019, 63023, 63038]);

/**
 * Classifies what the twilio package threw when a message was handed over.
 * No answer, or a 5xx, means that the message may exist all the same: 'unknown'.
 */
export function classifySendFailure(error: unknown): { code: SendFailureCode; message: string } {
  const { status, code, message } = errorFields(error);
  if (status === null) return { code: 'unknown', message: `No answer from Twilio: ${message}` };
  if (status >= 500) return { code: 'unknown', message: `Twilio answered ${status}: ${message}` };
  const words = `Twilio ${code ?? status}: ${message}`;
  if (status === 429 || (code !== null && TEMPORARY.has(code))) return { code: 'temporary', message: words };
  return { code: 'permanent', message: words };
}

function errorFields(error: unknown): { status: number | null; code: number | null; message: string } {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const number = (value: unknown) => (typeof value === 'number' ? value : null);
  const message = typeof fields.message === 'string' ? fields.message.slice(0, 300) : 'unknown error';
  return { status: number(fields.status), code: number(fields.code), message };
}
