import type { numberSettings as english } from '../en/number-settings.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const numberSettings: TranslationOf<typeof english> = {
  'whatsapp.title': 'WhatsApp',
  'whatsapp.parts': 'Partes de los ajustes de WhatsApp',
  'whatsapp.tab.phones': 'Teléfonos',
  'whatsapp.tab.number': 'Número',
  'whatsapp.tab.links': 'Enlaces',
  'whatsapp.tab.answers': 'Respuestas',
  'number.title': 'Su número',
  'number.by.own': 'Es solo suyo: quien le escribe, le escribe a usted.',
  'number.by.shared':
    'Compartido con otros importadores. Los clientes llegan por sus enlaces, y sus teléfonos se reconocen por su registro.',
  'number.by.default':
    'El número compartido de la plataforma. Los clientes llegan por sus enlaces, y sus teléfonos se reconocen por su registro.',
  'number.none.title': 'Aún no hay un número elegido',
  'number.none.text':
    'Los operadores de Casillero eligen el número del que salen sus mensajes. Sus enlaces dicen a cuál le escriben sus clientes.',
  'fault.phone-not-registered': 'El teléfono que quiere cambiar ya no está registrado.',
  'fault.too-many-registrations': 'Se pidieron demasiados códigos. Espere unos minutos, o use uno que siga abierto.',
  'fault.not-waiting': 'Este registro ya terminó.',
  'fault.too-many-links': 'Ya hay demasiados enlaces. Use uno de los que hay: se le puede cambiar la etiqueta.',
};
