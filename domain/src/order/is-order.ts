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
    /\b(?:transferencia|transferiste|transfer (?:sent|completed|successful|receipt)|banco|bank account|comprobante|cuenta (?:destino|origen|de ahorros?|corriente)|beneficiario|beneficiary|saldo disponible|available balance|abono|deposito realizado|zelle|remesa|referencia bancaria|routing number|iban|recarga|recharge|top up|kwh|fecha de vencimiento|due date|consumo|energia|check in|check out|nights|noches|habitacion|pasajero|passenger|boarding|hotel|concert|concierto|venue|admission|doors open|memo|payment sent|money sent|you sent|deposited|venmo|cash app|motivo|concepto de pago|debitad[oa]|acreditad[oa]|n o? ?de cuenta)\b/,
    3,
  ],
  [
    /\b(?:propina|mesa \d|mesera|mesero|comedor|restaurante?|pupuseria|cafeteria|server|table \d|gratuity|cambio|efectivo|ticket \d|dine in|para llevar|cajero|cajera|cashier|nit|nrc|change due|tip \d|menu|combo|repartidor|pizzeria|pizza|hamburguesas?|pupusas?)\b/,
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
    /\b(?:invoice|factura|recibo de|credito fiscal|boletos?|tickets?|reservation|reservacion|reserva|flight|vuelo|booking|subscription|suscripcion)\b/,
    0.7,
  ],
];

/** `10:20 a. m.`, `22:05 ✓✓`: nothing but the time on a line. */
const LONE_TIME = /^\W*\d{1,2}:\d{2}(?:\s?[ap]\.?\s?m\.?)?[^\p{L}\d]*$/iu;

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
  const orderWords = ORDER_WORDS.filter(([words]) => words.test(text));
  score += orderWords.reduce((sum, [, weight]) => sum + weight, 0);
  // sums alone are on every receipt
  if (orderNumbers.length === 0 && !evidence.hasShop && !orderWords.some(([, weight]) => weight >= 1)) score -= 1;
  const isShops = evidence.hasShop || orderNumbers.some(({ number }) => shopOfNumber(number) !== null);
  const tolerance = !labelled ? 1 : isShops ? 0.3 : 0.7;
  for (const [words, weight] of OTHER_WORDS) {
    const count = new Set(text.match(new RegExp(words.source, 'g')) ?? []).size;
    // a page with an order number of its own may carry a button or two of another kind of page
    score -= weight * Math.min(3, count) * tolerance;
  }
  const clockTimes = (text.match(/\b\d{1,2} [0-5]\d\b(?! \d)/g) ?? []).length;
  if (!labelled && clockTimes >= 6) score -= 2;
  // bubbles of a chat end in the time alone; a page that shows sums, counts or parcels may have such lines too
  const loneTimes = page.lines.filter((line) => LONE_TIME.test(line.text)).length;
  if (loneTimes >= 3 && summary.kinds < 2 && evidence.itemsWithCount === 0 && evidence.verifiedTracking === 0)
    score -= 2;
  // a number alone is a mention of an order (in a message, say), not the order
  if (!showsContent(evidence)) score = Math.min(score, THRESHOLD - 0.5);
  const isOrder = score >= THRESHOLD;
  return { isOrder, certainty: Math.min(0.99, 0.5 + 0.12 * Math.abs(score - THRESHOLD)) };
}

/** Whether any of what was ordered, paid or sent can be seen. */
function showsContent({ summary, itemsWithCount, itemsWithPrice, orderNumbers, ...evidence }: OrderEvidence): boolean {
  if (itemsWithCount + itemsWithPrice > 0 || summary.kinds >= 2) return true;
  return orderNumbers.length > 0 && (evidence.verifiedTracking > 0 || (evidence.hasOrderDate && evidence.hasShop));
}
