import { bareText } from '../message/bare-text.ts';

/** stop: no automatic messages any more. start: they are welcome again (R35). */
export type OptOutWord = 'stop' | 'start';

/**
 * The words for it; a text is one only if it is all of it, without regard to case, accents and punctuation: "no quiero dar
 * de baja mi paquete" is none. English ones are Twilio's default keywords; left out is YES, by which a contact answers a person's
 * question. Spanish ones are what people write for them; left out is "cancelar", by which they mean an order.
 * @see https://help.twilio.com/articles/223134027 (STOP keywords)
 */
const WORDS: Readonly<Record<OptOutWord, readonly string[]>> = {
  stop: [
    ...['stop', 'stopall', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out'],
    ...['baja', 'dar de baja', 'darme de baja', 'dame de baja', 'de baja', 'desuscribir', 'desuscribirme'],
    ...['cancelar suscripcion', 'alto', 'parar', 'detener', 'no mas mensajes', 'no molestar'],
  ],
  start: [
    ...['start', 'unstop', 'subscribe', 'opt in', 'optin'],
    ...['alta', 'dar de alta', 'darme de alta', 'dame de alta', 'de alta', 'suscribir', 'suscribirme', 'reanudar'],
  ],
};

const BY_WORD: ReadonlyMap<string, OptOutWord> = new Map([
  ...WORDS.stop.map((word) => [word, 'stop'] as const),
  ...WORDS.start.map((word) => [word, 'start'] as const),
]);

/** Whether a text says that automatic messages are to stop, or may come again; null: it says something else. */
export const optOutWordIn = (text: string): OptOutWord | null => BY_WORD.get(bareText(text)) ?? null;
