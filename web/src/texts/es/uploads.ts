import type { uploads as english } from '../en/uploads.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const uploads: TranslationOf<typeof english> = {
  'uploads.new': 'Subir capturas',
  'uploads.newTitle': 'Un lote subido a mano',
  'uploads.customer': 'Nombre del cliente',
  'uploads.customerMissing': 'Escriba el nombre del cliente.',
  'uploads.create': 'Continuar',
  'uploads.title': 'Agregar capturas',
  'uploads.lead':
    'Suéltelas en cualquier parte de esta página, péguelas o elija archivos. Fotos y PDF, 16 MB cada uno.',
  'uploads.choose': 'Elegir archivos',
  'uploads.drop': 'Suelte las capturas aquí',
  'uploads.progress': '{name}: {percent} enviado',
  'uploads.waiting': 'en espera',
  'uploads.done': 'llegó',
  'uploads.known': 'ya estaba',
  'uploads.failed': 'no llegó',
  'uploads.retry': 'Enviar de nuevo',
  'uploads.tooLarge': 'de más de 16 MB',
  'uploads.empty': 'vacío',
  'uploads.allDone': '{count, plural, one {llegó # captura} other {llegaron # capturas}}',
  'uploads.clear': 'Vaciar la lista',
  'exports.csv': 'CSV',
  'exports.failed': 'No se pudo hacer el archivo. Intente de nuevo.',
  'print.page': 'Imprimir',
};
