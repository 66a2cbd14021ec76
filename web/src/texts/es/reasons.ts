import type { reasons as english } from '../en/reasons.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const reasons: TranslationOf<typeof english> = {
  'reason.gone': 'WhatsApp ya no tiene la imagen. Pida que la envíen de nuevo.',
  'reason.too-large': 'El archivo es demasiado grande. Pida uno más pequeño.',
  'reason.empty': 'El archivo está vacío. Pida que lo envíen de nuevo.',
  'reason.not-allowed': 'La dirección de la imagen no es de nuestra cuenta. Avise a los operadores.',
  'reason.unreachable': 'No se pudo descargar la imagen de WhatsApp.',
  'reason.not-usable': 'No es una foto ni un PDF que podamos usar.',
  'reason.unreadable-image': 'La imagen está dañada o no se puede abrir.',
  'reason.engine-failed': 'La lectura se interrumpió antes de terminar.',
  'reason.media-missing': 'Falta la imagen guardada. Avise a los operadores.',
  'reason.unexpected': 'Pasó algo inesperado.',
};
