import { valuesOf } from './label-values.ts';
import type { Label } from './labels.ts';
import type { OrderStatus } from './order.ts';
import { heightOf, type LinedPage, type Segment } from './page-lines.ts';
import { isNearly, plain } from './plain-text.ts';
import { looksLikeDate } from './printed-date.ts';

/** How pages say the state of an order, as plain text. */
const PHRASES: Readonly<Record<OrderStatus, readonly string[]>> = {
  placed: [
    'order placed',
    'order confirmed',
    'order received',
    'confirmed',
    'received',
    'placed',
    'paid',
    'ordered',
    'payment confirmed',
    'payment received',
    'payment successful',
    'order complete',
    'order successful',
    'order accepted',
    'pedido realizado',
    'pedido confirmado',
    'pedido recibido',
    'confirmado',
    'recibido',
    'realizado',
    'pagado',
    'pago confirmado',
    'pago recibido',
    'pago exitoso',
    'pago realizado',
    'compra realizada',
    'compra confirmada',
    'orden confirmada',
    'orden recibida',
    'hemos recibido tu pedido',
    'we received your order',
    'we got your order',
    'your order is confirmed',
    'order confirmation',
    'tu pedido esta confirmado',
    'pendiente',
  ],
  processing: [
    'processing',
    'preparing',
    'preparing order',
    'preparing your order',
    'preparing for shipment',
    'preparing to ship',
    'packing',
    'packing your order',
    'packed',
    'in process',
    'in progress',
    'to ship',
    'to be shipped',
    'awaiting shipment',
    'not yet shipped',
    'not shipped',
    'ready to ship',
    'label created',
    'order processing',
    'being prepared',
    'in preparation',
    'en proceso',
    'procesando',
    'procesando pedido',
    'preparando',
    'preparando pedido',
    'preparando tu pedido',
    'preparando el pedido',
    'preparando tus productos',
    'preparando tu paquete',
    'preparando envio',
    'preparando el envio',
    'preparando para enviar',
    'empacando',
    'empacando tu pedido',
    'empacado',
    'en preparacion',
    'por enviar',
    'pendiente de envio',
    'listo para enviar',
    'aun no enviado',
    'esperando envio',
    'pedido en proceso',
    'unshipped',
    'getting it ready',
    'we are preparing your order',
    'estamos preparando tu pedido',
    'estamos preparando',
  ],
  shipped: [
    'shipped',
    'order shipped',
    'sent',
    'dispatched',
    'in transit',
    'on the way',
    'on its way',
    'on the road',
    'awaiting delivery',
    'to receive',
    'your order has shipped',
    'your package has shipped',
    'your order is on the way',
    'your order is on its way',
    'your package is on the way',
    'your item is on its way',
    'arriving',
    'partially shipped',
    'package shipped',
    'your item has shipped',
    'enviado',
    'enviada',
    'enviados',
    'pedido enviado',
    'paquete enviado',
    'despachado',
    'en transito',
    'en camino',
    'va en camino',
    'esperando entrega',
    'por recibir',
    'por entregar',
    'tu pedido va en camino',
    'tu pedido esta en camino',
    'tu paquete va en camino',
    'tu paquete esta en camino',
    'tu articulo va en camino',
    'tu pedido fue enviado',
    'tu pedido ha sido enviado',
    'pendiente de entrega',
    'en ruta',
    'handed to carrier',
    'left the warehouse',
    'en viaje',
    'de camino',
    'llegando',
  ],
  out_for_delivery: [
    'out for delivery',
    'arriving today',
    'arrives today',
    'near you',
    'with the courier',
    'en reparto',
    'en ruta de entrega',
    'sale para entrega',
    'salio a reparto',
    'salio para entrega',
    'salio a entrega',
    'llega hoy',
    'en camino para entrega',
    'en proceso de entrega',
    'listo para entrega',
    'en entrega',
    'en distribucion',
    'on the vehicle',
    'on the van',
    'out for delivery today',
    'en camino a tu domicilio',
  ],
  delivered: [
    'delivered',
    'order delivered',
    'package delivered',
    'your package was delivered',
    'your order was delivered',
    'your package has been delivered',
    'completed',
    'complete',
    'order completed',
    'finished',
    'picked up',
    'entregado',
    'entregada',
    'pedido entregado',
    'paquete entregado',
    'tu paquete fue entregado',
    'tu pedido fue entregado',
    'completado',
    'completada',
    'pedido completado',
    'finalizado',
    'finalizada',
    'recogido',
    'concluido',
  ],
  cancelled: [
    'cancelled',
    'canceled',
    'order cancelled',
    'order canceled',
    'your order was cancelled',
    'your order was canceled',
    'closed',
    'order closed',
    'refunded',
    'cancelado',
    'cancelada',
    'pedido cancelado',
    'orden cancelada',
    'compra cancelada',
    'cerrado',
    'cerrada',
    'pedido cerrado',
    'reembolsado',
    'anulado',
    'tu pedido fue cancelado',
  ],
};

const ENTRIES = (Object.keys(PHRASES) as OrderStatus[]).flatMap((status) =>
  PHRASES[status].map((phrase) => ({ status, phrase })),
);

export type FoundStatus = {
  readonly status: OrderStatus;
  /** As printed. */
  readonly text: string;
  readonly confidence: number;
};

/** Words that are also labels, steps or buttons: as a headline they must be clearly larger than the text around. */
const WEAK = new Set([
  'ordered',
  'received',
  'recibido',
  'placed',
  'packed',
  'sent',
  'paid',
  'pagado',
  'complete',
  'packing',
  'closed',
  'order confirmation',
  'arriving',
  'llegando',
  'finished',
  'pendiente',
  'to receive',
  'near you',
  'label created',
  'on the vehicle',
  'realizado',
  'order placed',
  'ordered',
  'pedido realizado',
]);

/**
 * The state of the order: behind a label (`Status: Shipped`), else the most prominent line that is nothing but a
 * state. Steps of a progress line and tabs (three or more short texts on one line) do not count.
 */
export function findStatus(page: LinedPage, labels: readonly Label[]): FoundStatus | null {
  for (const label of labels) {
    if (label.concept !== 'status') continue;
    for (const value of valuesOf(label, page)) {
      const status = statusOf(value);
      if (status) return { ...status, confidence: value.confidence };
    }
  }
  let best: { readonly found: FoundStatus; readonly weight: number } | null = null;
  for (const line of page.lines) {
    const shorts = line.segments.filter((segment) => /\p{L}{3}/u.test(segment.text));
    if (shorts.length >= 3) continue;
    for (const segment of line.segments) {
      const status = statusOf(segment);
      if (!status) continue;
      const size = heightOf(segment.box) / page.textHeight;
      if (WEAK.has(plain(status.text)) && size < 1.08) continue;
      const weight = Math.min(size, 2.5) - segment.box.y0 / page.height;
      if (!best || weight > best.weight) {
        best = { found: { ...status, confidence: 0.9 * segment.confidence }, weight };
      }
    }
  }
  return best?.found ?? null;
}

/** A segment that is a state and nothing else, except a date behind it (`Delivered Tue, Nov 4`). */
function statusOf(segment: Segment): Omit<FoundStatus, 'confidence'> | null {
  const words = segment.words.filter((word) => /[\p{L}\d]/u.test(word.text));
  for (let count = Math.min(8, words.length); count > 0; count--) {
    const text = words
      .slice(0, count)
      .map((word) => word.text)
      .join(' ');
    const rest = words
      .slice(count)
      .map((word) => word.text)
      .join(' ');
    const isRestTime =
      rest === '' || (looksLikeDate(rest) && !/:$/.test(text)) || /^[^\p{L}\d]*$/u.test(rest) || /^.{1,2}$/u.test(rest);
    if (!isRestTime) continue;
    const read = plain(text);
    const entry = ENTRIES.find(({ phrase }) => phrase === read) ?? ENTRIES.find(({ phrase }) => isNearly(read, phrase));
    if (entry) return { status: entry.status, text: text.replace(/[^\p{L}\d]+$/u, '') };
  }
  return null;
}
