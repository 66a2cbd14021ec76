import { displayPhone } from '../sender/display-phone.ts';
import type { Counted, Reply } from './replies.ts';

/** A reply in Spanish, on first-name terms as WhatsApp is. */
export function spanish(reply: Reply): string {
  switch (reply.kind) {
    case 'batch-named':
      return reply.screenshotCount === 0
        ? `📦 ${reply.name}. Ahora envía las capturas de sus pedidos.`
        : `📦 ${reply.name}: ${capturas(reply.screenshotCount)}. Envía más, o el nombre del siguiente cliente.`;
    case 'next-batch':
      return `✅ ${reply.closedName}: ${capturas(reply.closedCount)}${repetidas(reply.duplicateCount)}, listo.\n📦 ${reply.name}. Ahora envía las capturas de sus pedidos.`;
    case 'screenshots-received': {
      const received = `${recibidas(reply.screenshotCount)}${repetidas(reply.duplicateCount)}`;
      return reply.name === null
        ? `📥 ${received}. ¿De quién es el pedido? Escribe el nombre del cliente.`
        : `📥 ${reply.name}: ${received.toLowerCase()}. Envía más, o el nombre del siguiente cliente.`;
    }
    case 'closed':
      return `✅ ${reply.name ?? 'Sin nombre'}: ${capturas(reply.screenshotCount)}${repetidas(reply.duplicateCount)}, listo. ${sentence(readSoFar(reply))}\nEscribe el nombre del siguiente cliente.`;
    case 'status':
      return status(reply.batch);
    case 'no-screenshots':
      return reply.name === null
        ? 'Todavía no hay capturas. Escribe el nombre del cliente y envía las capturas de sus pedidos.'
        : `📦 ${reply.name}: todavía sin capturas. Envíalas, o escribe cancelar.`;
    case 'name-first':
      return `📥 ${capturas(reply.screenshotCount)} sin nombre. Escribe primero el nombre del cliente.`;
    case 'taken-back':
      return `↩️ Quité la última captura. ${reply.name ?? 'Sin nombre'}: ${quedan(reply.screenshotCount)}. Envía más, o escribe listo.`;
    case 'nothing-to-take-back':
      return `No hay captura que quitar. ${reply.name ?? 'Sin nombre'}: ${quedan(reply.screenshotCount)}.`;
    case 'cancel-question':
      return `¿Cancelo ${reply.name ?? 'lo que no tiene nombre'}, con ${capturas(reply.screenshotCount)}? Responde sí, o sigue enviando.`;
    case 'cancelled':
      return `🗑️ ${reply.name ?? 'Sin nombre'}: cancelado. Escribe el nombre del siguiente cliente.`;
    case 'closed-without-name':
      return `📥 Cerré ${capturas(reply.screenshotCount)} sin nombre, tras 12 horas sin mensajes. ¿De quién es el pedido? Escribe el nombre del cliente.`;
    case 'duplicate':
      return `🔁 Esa captura ya estaba${reply.name === null ? '' : ` con ${reply.name}`}; se cuenta una sola vez.`;
    case 'help':
      return 'Escribe el nombre del cliente y envía las capturas de sus pedidos como foto o PDF.\n*listo* cierra y resume\n*estado* dice qué llevas\n*deshacer* quita la última captura\n*cancelar* descarta lo abierto';
    case 'cannot-use':
      return 'Eso no lo puedo leer. Escribe el nombre del cliente y envía las capturas de sus pedidos como foto o PDF.';
    case 'media-refused':
      return {
        type: 'Ese archivo no lo puedo usar. Envía la captura como foto (JPG, PNG, WebP o HEIC) o como PDF.',
        'too-large': 'Ese archivo es demasiado grande. Envía la captura como foto, o un PDF de hasta 16 MB.',
        empty: 'Ese archivo llegó vacío. Envía la captura otra vez, por favor.',
      }[reply.why];
    case 'media-lost':
      return `⚠️ ${reply.name === null ? '' : `${reply.name}: `}${capturas(reply.count)} no se ${reply.count === 1 ? 'pudo' : 'pudieron'} descargar. ${reply.count === 1 ? 'Envíala' : 'Envíalas'} otra vez, por favor.`;
    case 'already-with':
      return `Ya eres cliente de ${reply.tenantName}; tu mensaje les llegó. Para cambiar de importador, pídeselo a ${reply.tenantName}.`;
    case 'package-state':
      return packageState(reply);
    case 'opted-out':
      return `Listo: ya no recibirás mensajes automáticos de ${reply.tenantName}. Puedes seguir escribiendo. Para volver a recibirlos, responde ALTA.`;
    case 'opted-in':
      return `Listo: volverás a recibir los mensajes automáticos de ${reply.tenantName}. Para dejar de recibirlos, responde BAJA.`;
    case 'unrouted':
      return 'Hola. Este número lo comparten varios importadores y todavía no sabemos cuál es el tuyo. Si eres cliente, abre el enlace de WhatsApp que te dio tu importador. Si trabajas con uno, pide que registren tu teléfono.';
    case 'remark':
      return 'Guardado como comentario. Para anotar un cliente, escribe su nombre sin responder a otro mensaje.';
    case 'registered':
      return `✅ ${reply.label}: este teléfono${reply.phone === null ? '' : ` (${displayPhone(reply.phone)})`} quedó registrado con ${reply.tenantName}. Escribe el nombre de un cliente y envía las capturas de sus pedidos.`;
    case 'registered-before':
      return `Este teléfono ya está registrado con ${reply.tenantName}. Escribe el nombre de un cliente y envía las capturas de sus pedidos.`;
    case 'registration-refused':
      return {
        'staff-elsewhere':
          'Este teléfono ya está registrado con otro importador. Pídeles que lo quiten y solicita un código nuevo.',
        'tenant-suspended': 'No se pudo registrar: este importador no está activo. Pregunta a tu administrador.',
      }[reply.why];
    case 'code-spent':
      return {
        expired: 'Ese código ya venció. Pide uno nuevo en el panel y envíalo antes de 15 minutos.',
        used: 'Ese código ya se usó. Pide uno nuevo en el panel.',
        cancelled: 'Ese código se canceló. Pide uno nuevo en el panel.',
      }[reply.why];
    case 'code-wrong':
      return 'Ese código no existe. Revísalo, o pide uno nuevo en el panel.';
    case 'code-elsewhere':
      return 'Este número no registra teléfonos. Envía el código al otro número, el que muestra el panel.';
    case 'too-many-codes':
      return 'Demasiados códigos equivocados. Espera una hora y pide uno nuevo en el panel.';
    default:
      return reply satisfies never;
  }
}

function status(batch: Counted | null): string {
  if (batch === null) return 'No hay nada abierto. Escribe el nombre del cliente y envía las capturas de sus pedidos.';
  const { name, screenshotCount } = batch;
  if (screenshotCount === 0)
    return name === null
      ? 'Todavía no hay capturas. Escribe el nombre del cliente y envía las capturas de sus pedidos.'
      : `📦 ${name}: todavía sin capturas. Ahora envía las capturas de sus pedidos.`;
  const counted = `${capturas(screenshotCount)} (${readSoFar(batch)})`;
  return name === null
    ? `📥 ${counted}. ¿De quién es el pedido? Escribe el nombre del cliente.`
    : `📦 ${name}: ${counted}. Envía más, o escribe listo.`;
}

/** What is known of the screenshots so far. */
function readSoFar({ screenshotCount, orderCount, noOrderCount, failedCount }: Counted): string {
  const unread = screenshotCount - orderCount - noOrderCount - failedCount;
  const parts = [
    orderCount > 0 ? `${orderCount === 1 ? '1 pedido leído' : `${orderCount} pedidos leídos`}` : '',
    noOrderCount > 0 ? `${noOrderCount} sin pedido` : '',
    failedCount > 0 ? `${failedCount} con error` : '',
    unread > 0 ? `${unread} por leer` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const sentence = (words: string): string => (words === '' ? '' : `${words}.`);
const capturas = (count: number): string => (count === 1 ? '1 captura' : `${count} capturas`);
const quedan = (count: number): string => (count === 0 ? 'sin capturas' : capturas(count));
const recibidas = (count: number): string => (count === 1 ? '1 captura recibida' : `${count} capturas recibidas`);
const repetidas = (count: number): string =>
  count === 0 ? '' : ` (${count === 1 ? '1 repetida no se cuenta' : `${count} repetidas no se cuentan`})`;

function packageState(reply: Extract<Reply, { kind: 'package-state' }>): string {
  const what = reply.packageName === '' ? 'Su paquete' : `Su paquete (${reply.packageName})`;
  const news = {
    ordered: 'está pedido.',
    shipped: 'ya fue enviado por la tienda.',
    'at-warehouse': 'llegó a nuestra bodega en Estados Unidos.',
    'in-transit': 'viene en camino a El Salvador.',
    customs: 'está en aduana.',
    ready: 'está listo para recoger o entregar.',
    delivered: 'fue entregado. ¡Gracias!',
  }[reply.state];
  return `📦 ${what} ${news}${reply.url === null ? '' : `\n${reply.url}`}\n${reply.tenantName}`;
}
