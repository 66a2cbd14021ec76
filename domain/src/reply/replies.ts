import type { Locale } from '../tenant/locale.ts';

/** What a reply says: names, counts, and what to send next (R14). */
export type Reply =
  | { readonly kind: 'batch-named'; readonly name: string; readonly screenshotCount: number }
  | {
      readonly kind: 'next-batch';
      readonly closedName: string;
      readonly closedCount: number;
      readonly name: string;
    }
  | { readonly kind: 'screenshots-received'; readonly name: string | null; readonly screenshotCount: number }
  | { readonly kind: 'cannot-use' }
  | { readonly kind: 'media-refused'; readonly why: 'type' | 'too-large' | 'empty' }
  | { readonly kind: 'media-lost' }
  | { readonly kind: 'already-with'; readonly tenantName: string }
  | { readonly kind: 'unrouted' };

/** Writes a reply in the reader's language; short, and always with the next step. */
export const replyText = (reply: Reply, locale: Locale): string => (locale === 'es' ? spanish(reply) : english(reply));

function spanish(reply: Reply): string {
  switch (reply.kind) {
    case 'batch-named':
      return reply.screenshotCount === 0
        ? `📦 ${reply.name}. Ahora envía las capturas de sus pedidos.`
        : `📦 ${reply.name}: ${capturas(reply.screenshotCount)}. Envía más, o el nombre del siguiente cliente.`;
    case 'next-batch':
      return `✅ ${reply.closedName}: ${capturas(reply.closedCount)}, listo.\n📦 ${reply.name}. Ahora envía las capturas de sus pedidos.`;
    case 'screenshots-received':
      return reply.name === null
        ? `📥 ${recibidas(reply.screenshotCount)}. ¿De quién es el pedido? Escribe el nombre del cliente.`
        : `📥 ${reply.name}: ${recibidas(reply.screenshotCount).toLowerCase()}. Envía más, o el nombre del siguiente cliente.`;
    case 'cannot-use':
      return 'Eso no lo puedo leer. Escribe el nombre del cliente y envía las capturas de sus pedidos como foto o PDF.';
    case 'media-refused':
      return {
        type: 'Ese archivo no lo puedo usar. Envía la captura como foto (JPG, PNG o WebP) o como PDF.',
        'too-large': 'Ese archivo es demasiado grande. Envía la captura como foto, o un PDF de hasta 16 MB.',
        empty: 'Ese archivo llegó vacío. Envía la captura otra vez, por favor.',
      }[reply.why];
    case 'media-lost':
      return 'Una captura no se pudo descargar. Envíala otra vez, por favor.';
    case 'already-with':
      return `Ya eres cliente de ${reply.tenantName}; tu mensaje les llegó. Para cambiar de importador, pídeselo a ${reply.tenantName}.`;
    case 'unrouted':
      return 'Hola. Este número lo comparten varios importadores y todavía no sabemos cuál es el tuyo. Si eres cliente, abre el enlace de WhatsApp que te dio tu importador. Si trabajas con uno, pide que registren tu teléfono.';
  }
}

function english(reply: Reply): string {
  switch (reply.kind) {
    case 'batch-named':
      return reply.screenshotCount === 0
        ? `📦 ${reply.name}. Now send the screenshots of their orders.`
        : `📦 ${reply.name}: ${screenshots(reply.screenshotCount)}. Send more, or the next customer's name.`;
    case 'next-batch':
      return `✅ ${reply.closedName}: ${screenshots(reply.closedCount)}, done.\n📦 ${reply.name}. Now send the screenshots of their orders.`;
    case 'screenshots-received':
      return reply.name === null
        ? `📥 ${screenshots(reply.screenshotCount)} received. Whose order is it? Write the customer's name.`
        : `📥 ${reply.name}: ${screenshots(reply.screenshotCount)} received. Send more, or the next customer's name.`;
    case 'cannot-use':
      return "I cannot read that. Write the customer's name and send the screenshots of their orders as photos or PDF.";
    case 'media-refused':
      return {
        type: 'I cannot use that file. Send the screenshot as a photo (JPG, PNG or WebP) or as a PDF.',
        'too-large': 'That file is too large. Send the screenshot as a photo, or a PDF of up to 16 MB.',
        empty: 'That file arrived empty. Please send the screenshot again.',
      }[reply.why];
    case 'media-lost':
      return 'A screenshot could not be downloaded. Please send it again.';
    case 'already-with':
      return `You are with ${reply.tenantName} already; your message reached them. To change importers, ask ${reply.tenantName}.`;
    case 'unrouted':
      return 'Hello. Several importers share this number and we do not know yet which one is yours. If you are a customer, open the WhatsApp link your importer gave you. If you work for one, ask them to register your phone.';
  }
}

const capturas = (count: number): string => (count === 1 ? '1 captura' : `${count} capturas`);
const recibidas = (count: number): string => (count === 1 ? '1 captura recibida' : `${count} capturas recibidas`);
const screenshots = (count: number): string => (count === 1 ? '1 screenshot' : `${count} screenshots`);
