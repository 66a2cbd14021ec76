/** Longest text of one message at Meta and WhatsApp, in characters. */
export const MESSAGE_TEXT_MAX = 4_096;

/** Longest text that Twilio takes in one message. @see https://www.twilio.com/docs/api/errors/21617 */
const TWILIO_TEXT_MAX = 1_600;

/** Longest text of a message that leaves from a number, in code points. @param number key of a receiving number */
export const textMaxFrom = (number: string): number =>
  number.startsWith('twilio:') ? TWILIO_TEXT_MAX : MESSAGE_TEXT_MAX;
