import type { FoundOrderNumber } from './order-number.ts';
import { shopOfNumber } from './order-number.ts';
import type { LinedPage } from './page-lines.ts';
import { plain } from './plain-text.ts';
import type { SummaryAmounts } from './summary-amounts.ts';

/** What speaks for and against an order, as found by the stages before. */
export type OrderEvidence = {
  readonly page: LinedPage;
  readonly orderNumbers: readonly FoundOrderNumber[];
  readonly summary: SummaryAmounts;
  readonly hasShop: boolean;
  readonly itemsWithCount: number;
  readonly itemsWithPrice: number;
  readonly verifiedTracking: number;
  readonly hasOrderDate: boolean;
};

type Verdict = { readonly isOrder: boolean /** 0 to 1, of the verdict either way. */; readonly certainty: number };

/** Words of pages that are about an order or about to become one. */
const ORDER_WORDS: readonly (readonly [RegExp, number])[] = [
  [
    /\border (?:details|summary|confirmation|total|date|placed|status)\b|\b(?:detalles|resumen|total|fecha|estado|confirmacion) del? (?:pedido|orden|compra)\b/,
    1,
  ],
  [/\b(?:your|my) orders?\b|\b(?:tu|tus|mis|mi) pedidos?\b|\bpedidos\b/, 0.5],
  [
    /\b(?:checkout|place (?:your )?order|finalizar compra|realizar pedido|pagar ahora|pay now|proceed to|tramitar|confirmar pedido|submit order|continue to payment|proceder al pago|shopping (?:cart|bag)|carrito de compras?|items in (?:the |your )?(?:cart|bag)|articulos en (?:el|tu) carrito|all selected|todos seleccionados)\b/,
    1.5,
  ],
  [/\b(?:thank you|thanks) for your (?:order|purchase)\b|\bgracias por (?:tu|su) (?:compra|pedido)\b/, 1],
  [
    /\b(?:shipment|shipping|delivery) (?:details|address)\b|\bdireccion de (?:envio|entrega)\b|\bdatos de entrega\b/,
    0.5,
  ],
  [
    /\b(?:return|buy again|recomprar|devolver|confirm received|confirmar recibido|in this (?:box|package|shipment)|en est[ae] (?:caja|paquete|envio))\b/,
    0.5,
  ],
];

/** Words of pages that show money, parcels or articles, but no order. */
const OTHER_WORDS: readonly (readonly [RegExp, number])[] = [
  [
    /\b(?:transferencia|transferiste|transfer (?:sent|completed|successful|receipt)|banco|bank account|comprobante|cuenta (?:destino|origen|de ahorros?|corriente)|beneficiario|beneficiary|saldo disponible|available balance|abono|deposito realizado|zelle|remesa|referencia bancaria|routing number|iban)\b/,
    3,
  ],
  [
    /\b(?:propina|mesa \d|mesera|mesero|comedor|restaurante?|pupuseria|cafeteria|server|table \d|gratuity|cambio|efectivo|ticket \d|dine in|para llevar|cajero|cajera|cashier|nit|nrc|change due|tip \d|menu|combo)\b/,
    2,
  ],
  [
    /\b(?:\d+ ratings?|\d+ reviews?|\d+ (?:opiniones|resenas|calificaciones|vendidos|sold)|in stock|en stock|add to (?:cart|bag)|agregar al carrito|anadir al carrito|add to wishlist|description|descripcion del producto|product details|you may also like|select (?:a )?size|choose|elige|quedan \d+|only \d+ left|frequently bought|disponible)\b/,
    1.6,
  ],
  [
    /\b(?:typing|en linea|online|last seen|ult vez|visto por ultima|escribe un mensaje|type a message|mensaje de voz|voice call)\b/,
    2,
  ],
  [
    /\b(?:parcel locker|pick ?up code|codigo de retiro|delivery attempt|intento de entrega|customs (?:fee|form|duty)|retiro en oficina|we missed you|notice|aviso de (?:llegada|entrega)|listo para retirar|ready for pickup at|notificacion|sender|remitente)\b/,
    1.5,
  ],
  [
    /\b(?:invoice|factura|recibo|credito fiscal|recharge|recarga|boleto|ticket|reservation|reservacion|reserva|flight|vuelo|booking|subscription|suscripcion)\b/,
    0.7,
  ],
];

/** From this sum of evidence on a page is an order. */
const THRESHOLD = 3;

/**
 * Decides first of all whether a page shows an order that was placed or is about to be: an order number, sums,
 * articles with counts speak for it; words of banks, restaurants, chats, product pages and carriers against it.
 */
export function judgeOrder(evidence: OrderEvidence): Verdict {
  const { page, orderNumbers, summary } = evidence;
  const text = page.lines.map((line) => ` ${plain(line.text)} `).join('\n');
  let score = 0;
  const labelled = orderNumbers.some(({ isLabelled }) => isLabelled);
  if (labelled) score += 2.5;
  else if (orderNumbers.length > 0) score += 1.2;
  if (orderNumbers.some(({ number }) => shopOfNumber(number) !== null)) score += 1;
  score += Math.min(2.4, 0.8 * summary.kinds) + (summary.reconciles ? 0.8 : 0);
  if (evidence.hasShop) score += 1;
  score += Math.min(2, 1.0 * evidence.itemsWithCount) + Math.min(0.8, 0.4 * evidence.itemsWithPrice);
  score += evidence.verifiedTracking > 0 ? 0.6 : 0;
  score += evidence.hasOrderDate ? 0.6 : 0;
  for (const [words, weight] of ORDER_WORDS) if (words.test(text)) score += weight;
  for (const [words, weight] of OTHER_WORDS) {
    const count = new Set(text.match(new RegExp(words.source, 'g')) ?? []).size;
    // a page with an order number of its own may carry a button or two of another kind of page
    score -= weight * Math.min(3, count) * (labelled ? 0.3 : 1);
  }
  const clockTimes = (text.match(/\b\d{1,2} [0-5]\d\b(?! \d)/g) ?? []).length;
  if (!labelled && clockTimes >= 6) score -= 2;
  const isOrder = score >= THRESHOLD;
  return { isOrder, certainty: Math.min(0.99, 0.5 + 0.12 * Math.abs(score - THRESHOLD)) };
}
