import type { overview as english } from '../en/overview.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const overview: TranslationOf<typeof english> = {
  'overview.title': 'Resumen',
  'overview.looking': 'Mirando…',
  'overview.allWell': 'Todo está bien',
  'overview.notAllSeen': 'No se pudo mirar todo',
  'overview.orMore': '{text}, o más',
  'overview.wrong': '{count, plural, one {Una cosa le necesita} other {# cosas le necesitan}}',
  'overview.health.dead':
    '{count, plural, =0 {Ningún trabajo falló del todo} one {# trabajo falló del todo} other {# trabajos fallaron del todo}}',
  'overview.health.numbers':
    '{count, plural, =0 {Todos los números están bien} one {# número por atender} other {# números por atender}}',
  'overview.health.accounts':
    '{count, plural, =0 {Todas las claves valen} one {# cuenta sin clave buena} other {# cuentas sin clave buena}}',
  'overview.health.purchases':
    '{count, plural, =0 {Ninguna compra falló} one {# compra falló} other {# compras fallaron}}',
  'overview.health.unrouted':
    '{count, plural, =0 {Nadie espera importador} one {# remitente espera importador} other {# remitentes esperan importador}}',
  'overview.health.unprocessed':
    '{count, plural, =0 {Todo lo que llegó se recibió} one {# envío no se pudo recibir} other {# envíos no se pudieron recibir}}',
  'overview.health.refused':
    '{count, plural, =0 {Nadie habló por números ajenos} one {Una cuenta habló por números ajenos} other {Hubo cuentas que hablaron por números ajenos, # veces}}',
  'overview.health.conflicts':
    '{count, plural, =0 {Ningún remitente tiene dos dueños} one {# remitente tiene dos dueños} other {# remitentes tienen dos dueños}}',
  'overview.health.silent':
    '{count, plural, =0 {Ninguna sesión WAHA está callada} one {# sesión WAHA está callada} other {# sesiones WAHA están calladas}}',
  'overview.subject.unprocessed': 'Lo que llegó',
  'overview.subject.refused': 'Eventos que no se creyeron',
  'overview.subject.conflicts': 'Remitentes con dos dueños',
  'overview.subject.silent': 'Sesiones WAHA',
  'overview.subject.dead': 'Trabajo',
  'overview.subject.numbers': 'Números',
  'overview.subject.accounts': 'Claves de cuentas',
  'overview.subject.purchases': 'Compras',
  'overview.subject.unrouted': 'Remitentes sin dueño',
  'overview.notSeen': '{subject}: no se pudo mirar',
  'overview.figures': 'Cifras',
  'overview.counted': 'Contadas',
  'overview.recount': 'Contar de nuevo',
  'overview.counting': 'Contando…',
  'overview.suspended': '{count, plural, one {y # suspendido} other {y # suspendidos}}',
  'overview.senders': 'Remitentes',
  'overview.contacts': 'Clientes',
  'overview.staffPhones': 'Teléfonos de equipo',
  'overview.links': 'Enlaces',
  'overview.perDay': 'Mensajes por día',
  'overview.most': 'máximo {count}',
  'overview.perTenant': 'Importadores con más clientes',
  'overview.thisMonth': 'Mensajes este mes',
};
