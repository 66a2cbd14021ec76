import type { channels as english } from '../en/channels.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const channels: TranslationOf<typeof english> = {
  'provider.twilio': 'Twilio',
  'provider.meta': 'Meta (WhatsApp Cloud API)',
  'provider.waha': 'WAHA (no oficial)',
  'number.status.online': 'Funciona',
  'number.status.offline': 'No funciona',
  'number.number': 'Número',
  'number.name': 'Nombre en WhatsApp',
  'number.provider': 'Conectado por',
  'number.status': 'Estado',
  'fault.no-number': 'Todavía no hay un número al que enviar el código. Pídalo a los operadores de Casillero.',
  'fault.number-taken': 'Uno de estos números ya está conectado, por alguien más.',
};
