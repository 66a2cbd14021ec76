import { phrases } from './phrases.ts';
import { plain } from './plain-text.ts';

/** Headings, buttons and remarks of order pages, by how they begin. */
const BEGINNINGS = phrases(`
  copiar, responder, reenviar, editar, view, ver, ayuda, returns, devolver, devolucion, buy again, recomprar,
  volver a comprar, comprar de nuevo, rastrear, seguir, follow the, pay now, pagar ahora, checkout, place
  order, add to cart, al carrito, agregar al, confirm, confirmar, cancel, cancelar, escribir, inicio, search,
  buscar, all selected, todos seleccionados, order details, order summary, detalles del pedido, resumen,
  shipment, in this, articulos en, free shipping, envio sin, envio gratis, keep shopping, seguir comprando,
  see all, show more, ver mas, ver todo, payment summary, resumen de, thank, gracias, inbox, recibidos, to me,
  para mi, scans, expected, entrega, you, sold by, vendido por, shipped, enviado, tarjeta de regalo, save for
  later, guardar, eliminar, delete, subtotal, total, estimated, carrito, limited time, in stock, en
  existencia, ships, paid, pagado, charged, reward, buy it again, write a product review, leave feedback, more
  like this, thanks, good news, buenas noticias, order number`);

/** The same, where the word alone must fill the line: as a beginning it may be part of a name. */
const WHOLE = new Set(
  phrases(`
    qty, quantity, cantidad, cant, unit price, precio unitario, importe, amount, subtotal,
  copy, reply, forward, edit, help, return, track, follow, home, remove, quitar, cart, item, product,
  producto, precio, price, each, ea, c u, cada uno, hi, hello, hola, inicio, view all, store, tienda`),
);

const PATTERNS: readonly RegExp[] = [
  /^through \w+ \d/,
  /^(?:return (?:item|or)\w*|track (?:your|package|order|parcel|shipment|item)|write an?|envio \d|en est[ae]|items? in|arriv\w*|llega\w*|deliver\w*|saved?|ahorr\w*|earn\w*|gift (?:card|receipt|message)|estimad[oa]s?|select\w*|seleccion\w*|\d+ items?$|\d+ articulos?$|\d+ productos?$|items?$|articulos?$|productos?$|almost (?:gone|sold))(?![a-z])/,
];

const BEGINNING = new RegExp(`^(?:${BEGINNINGS.join('|')})(?![a-z])`);

/** Whether a line of text is a heading, a button or a remark, and never part of an article's name. */
export function isNoItem(text: string): boolean {
  const words = plain(text);
  return WHOLE.has(words) || BEGINNING.test(words) || PATTERNS.some((pattern) => pattern.test(words));
}
