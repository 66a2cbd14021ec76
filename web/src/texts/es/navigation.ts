import type { navigation as english } from '../en/navigation.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const navigation: TranslationOf<typeof english> = {
  'nav.label': 'Páginas',
  'nav.batches': 'Lotes',
  'nav.review': 'Revisión',
  'nav.packages': 'Paquetes',
  'nav.customers': 'Clientes',
  'nav.conversations': 'Chats',
  'nav.unread': '{count, plural, one {# chat sin leer} other {# chats sin leer}}',
  'nav.whatsapp': 'WhatsApp',
  'nav.tenants': 'Importadores',
  'nav.overview': 'Resumen',
  'nav.numbers': 'Números',
  'nav.senders': 'Remitentes',
  'nav.unrouted': 'Sin dueño',
};
