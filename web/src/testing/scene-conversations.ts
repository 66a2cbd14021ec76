import type { Conversation, Message } from '../features/conversations/ports.ts';
import { aChatMessage, aConversation, aFile } from './conversation-builders.ts';

/** A moment before the reader's own present, in minutes: the preview is looked at with a running clock. */
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const TENANT = 'envios-lempa';
const DAY = 60 * 24;

const others: readonly Conversation[] = Array.from({ length: 32 }, (_, place) =>
  aConversation({
    id: `contact-${place}`,
    profileName: place % 4 === 3 ? null : (['Claudia Yamileth Argueta', 'Kevin', 'José Luis'][place % 4] ?? null),
    phone: `+5037000071${String(place).padStart(1, '0').slice(-1)}`,
    lastText: place % 5 === 0 ? '' : 'Gracias, ahí paso por la tarde a traerlo',
    lastDirection: place % 2 === 0 ? 'out' : 'in',
    lastMessageAt: ago(200 + place * place * 30),
    unreadCount: place === 1 ? 120 : 0,
  }),
);

/** Chats in every state that is worth a look: a long one, one out of time, one that opted out, one without a phone. */
export const sceneConversations: Readonly<Record<string, readonly Conversation[]>> = {
  [TENANT]: [
    aConversation({ lastMessageAt: ago(2), lastText: '¿Y cuánto pago de flete?', unreadCount: 3 }),
    aConversation({
      id: 'late',
      profileName: 'Rodrigo Orellana, Santa Tecla (pedidos de la oficina)',
      phone: '+50370000702',
      lastMessageAt: ago(DAY + 90),
      lastText: 'Buenas, ¿tienen servicio a San Miguel?',
    }),
    aConversation({
      id: 'out',
      profileName: 'Ana 🌸',
      phone: '+50370000703',
      lastMessageAt: ago(DAY - 40),
      lastText: 'BAJA',
      optedOutAt: ago(DAY - 40),
      unreadCount: 1,
    }),
    aConversation({
      id: 'hidden',
      profileName: null,
      phone: null,
      lastMessageAt: ago(70),
      lastText: 'Hola',
      waitingSince: ago(70),
    }),
    ...others,
  ],
};

const failure = {
  code: '63016',
  message: 'Failed to send freeform message because you are outside the allowed window.',
};
const ana = { kind: 'member', uid: 'ana', email: 'ana@envios-lempa.example' } as const;
const mario = { kind: 'member', uid: 'mario', email: 'mario@envios-lempa.example' } as const;
const automatic = (kind: 'welcome' | 'away' | 'package' | 'opt-out') => ({ kind, uid: null, email: null });

const long: readonly Message[] = [
  ...Array.from({ length: 60 }, (_, place) =>
    aChatMessage({
      id: `old-${place}`,
      direction: place % 3 === 0 ? 'out' : 'in',
      text: `Mensaje anterior número ${place + 1}`,
      state: place % 3 === 0 ? 'read' : 'received',
      at: ago(9 * DAY - place * 40),
    }),
  ),
  aChatMessage({ id: 'm1', text: 'start_maria7k Hola, buenas tardes', at: ago(DAY + 300) }),
  aChatMessage({
    id: 'm2',
    direction: 'out',
    by: automatic('welcome'),
    state: 'read',
    text: '¡Hola! Gracias por escribir a Envíos Lempa. Traemos sus compras de Estados Unidos en 10 días.\n\nDirección: 8350 NW 66th St, Miami.',
    at: ago(DAY + 299),
  }),
  aChatMessage({
    id: 'm3',
    text: 'Quiero pedir esto, ¿cuánto sale?',
    media: [aFile(), aFile({ state: 'fetching', path: null, thumbnailPath: null })],
    at: ago(DAY + 200),
  }),
  aChatMessage({
    id: 'm4',
    direction: 'out',
    by: automatic('away'),
    state: 'delivered',
    text: 'Ahora está cerrado. Contestamos de lunes a viernes de 8:00 a 17:30.',
    at: ago(DAY + 199),
  }),
  aChatMessage({
    id: 'm5',
    direction: 'out',
    by: ana,
    state: 'read',
    text: 'Buenos días, Marta. Son $12.50 de flete.',
    about: { providerMessageId: 'SM-m3', relation: 'reply' },
    at: ago(300),
  }),
  aChatMessage({ id: 'm6', text: '👍', about: { providerMessageId: 'SM-m5', relation: 'reaction' }, at: ago(290) }),
  aChatMessage({
    id: 'm7',
    text: 'El pedido es de Shien',
    revisedText: 'El pedido es de Shein',
    revisedAt: ago(280),
    at: ago(281),
  }),
  aChatMessage({ id: 'm8', text: 'Mi clave es 1234', deletedAt: ago(270), at: ago(275) }),
  aChatMessage({
    id: 'm9',
    text: '',
    media: [
      aFile({ kind: 'audio', contentType: 'audio/ogg', sizeBytes: 43_000, thumbnailPath: null, width: null }),
      aFile({ kind: 'document', contentType: 'application/pdf', sizeBytes: 1_430_000, width: 800, height: 1100 }),
      aFile({
        state: 'refused',
        kind: 'video',
        path: null,
        thumbnailPath: null,
        failure: { code: 'too-large', message: 'The file is larger than 16 MB.' },
      }),
    ],
    at: ago(200),
  }),
  aChatMessage({ id: 'm10', text: '', kind: 'unsupported:poll', at: ago(150) }),
  aChatMessage({
    id: 'm11',
    direction: 'out',
    by: mario,
    state: 'failed',
    failure,
    text: 'Ya salió de Miami.',
    at: ago(90),
  }),
  aChatMessage({
    id: 'm12',
    direction: 'out',
    by: automatic('package'),
    state: 'sent',
    text: 'Su paquete de Shein está listo para retirar.',
    at: ago(60),
  }),
  aChatMessage({
    id: 'm12f',
    direction: 'out',
    by: ana,
    state: 'delivered',
    text: 'Su factura',
    media: [
      aFile({
        kind: 'document',
        contentType: 'application/pdf',
        sizeBytes: 98_000,
        thumbnailPath: null,
        fileName: 'Factura de Marta.pdf',
      }),
    ],
    at: ago(20),
  }),
  aChatMessage({ id: 'm13', direction: 'out', by: ana, state: 'queued', text: 'Listo para retirar hoy.', at: ago(4) }),
  aChatMessage({
    id: 'm14',
    text: '¿Y cuánto pago de flete?',
    about: { providerMessageId: 'SM-long-ago', relation: 'reply' },
    at: ago(2),
  }),
];

/** The messages of those chats, oldest first. */
export const sceneMessages: Readonly<Record<string, readonly Message[]>> = {
  marta: long,
  late: [aChatMessage({ id: 'l1', text: 'Buenas, ¿tienen servicio a San Miguel?', at: ago(DAY + 90) })],
  out: [
    aChatMessage({ id: 'o1', text: 'BAJA', at: ago(DAY - 40) }),
    aChatMessage({
      id: 'o2',
      direction: 'out',
      by: automatic('opt-out'),
      text: 'Ya no recibirá mensajes automáticos. Escriba ALTA para recibirlos otra vez.',
      at: ago(DAY - 41),
    }),
  ],
  hidden: [aChatMessage({ id: 'h1', text: 'Hola', at: ago(70) })],
};
