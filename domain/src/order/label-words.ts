import type { Language } from './order.ts';
import { phrases } from './phrases.ts';

/** What a label on an order page announces. */
export type Concept =
  | 'order-number'
  | 'order-date'
  | 'subtotal'
  | 'shipping'
  | 'tax'
  | 'discount'
  | 'total'
  | 'other-charge'
  | 'tracking'
  | 'carrier'
  | 'status'
  | 'address'
  | 'recipient'
  | 'payment'
  | 'delivery'
  | 'item-count';

/** Labels as plain text (see plain-text.ts): no accents, no digits in parentheses. English first, then Spanish. */
export const LABELS: Readonly<Record<Concept, Readonly<Record<Language, readonly string[]>>>> = {
  'order-number': {
    en: phrases(`
      order number, order #, order no, order id, order nr, order num, order, order number is, your order number,
      your order, order reference, order ref, order code, confirmation number, confirmation #, purchase number,
      purchase order, order confirmation, order confirmation number`),
    es: phrases(`
      n de pedido, n o de pedido, n 2 de pedido, n 0 de pedido, no de pedido, nro de pedido, num de pedido, numero
      de pedido, numero del pedido, n de orden, n o de orden, no de orden, numero de orden, numero de la orden, id
      del pedido, id de pedido, id de orden, codigo de pedido, codigo del pedido, referencia del pedido,
      referencia de pedido, pedido, pedido #, pedido n, pedido n o, pedido no, pedido numero, orden, orden #,
      orden no, orden n, confirmacion de pedido, confirmacion del pedido, confirmacion de compra, numero de compra, numero de confirmacion, tu pedido, compra #`),
  },
  'order-date': {
    en: phrases(`
      order date, date ordered, ordered on, ordered, order time, order placed, order placed on, placed on, placed,
      purchase date, purchased on, purchased, date of order, date of purchase, date placed, order created, created
      on, bought on, time placed, order placed date, payment date, paid on, date`),
    es: phrases(`
      fecha de pedido, fecha del pedido, fecha de compra, fecha de la compra, fecha de orden, fecha de la orden,
      pedido el, pedido realizado, pedido realizado el, realizado el, comprado el, hora del pedido, hora de
      pedido, fecha y hora del pedido, fecha de creacion, creado el, fecha de pago, pagado el, fecha, compra del,
      pedido del`),
  },
  subtotal: {
    en: phrases(`
      subtotal, sub total, item subtotal, items subtotal, item s subtotal, order subtotal, cart subtotal, bag
      subtotal, merchandise subtotal, merchandise, merchandise total, items total, item total, item s total,
      items, item s, item, product total, products, products total, product subtotal, price of items, goods total,
      retail price, total items, subtotal items, subtotal item, item price`),
    es: phrases(`
      subtotal, sub total, subtotal de articulos, subtotal de los articulos, subtotal de productos, subtotal del
      pedido, total de articulos, total de los articulos, total articulos, total de productos, total de los
      productos, total productos, total del articulo, articulos, articulo, articulo s, productos, producto,
      producto s, mercancia, importe de articulos, valor de los productos, precio de los articulos, suma de
      articulos, precio de articulos, precio de los productos, precio de productos, costo de articulos,
      importe de productos, total mercancia, subtotal articulos, subtotal productos`),
  },
  shipping: {
    en: phrases(`
      shipping, shipping handling, shipping and handling, shipping fee, shipping cost, shipping costs, shipping
      charge, shipping charges, shipping total, delivery, delivery fee, delivery cost, delivery charge, postage,
      postage packing, postage and packing, freight, standard shipping, standard delivery, express shipping,
      estimated shipping, shipping est, estimated shipping handling, shipping method, delivery from store, shipping and tax`),
    es: phrases(`
      envio, gastos de envio, costo de envio, costo del envio, coste de envio, costos de envio, cargo de envio,
      cargo por envio, tarifa de envio, envio y manejo, envio y manipulacion, envio estandar, envio express,
      entrega, costo de entrega, gastos de entrega, cargo por entrega, flete, porte, portes, franqueo, envio
      estimado, total de envio, total del envio`),
  },
  tax: {
    en: phrases(`
      tax, taxes, sales tax, estimated tax, estimated taxes, est tax, est taxes, estimated sales tax, estimated
      tax to be collected, tax collected, order tax, total tax, vat, taxes and fees, taxes fees, state tax, sales
      taxes, import charges`),
    es: phrases(`
      impuesto, impuestos, impuesto sobre ventas, impuesto sobre las ventas, impuestos sobre ventas, impuesto a
      las ventas, impuesto de venta, impuesto de ventas, impuesto estimado, impuestos estimados, iva, i v a,
      itbms, isv, total de impuestos, impuesto de importacion, tasas, impuestos y tasas`),
  },
  discount: {
    en: phrases(`
      discount, discounts, coupon, coupons, coupon discount, coupon applied, savings, you saved, total savings,
      promotion, promotions, promotion applied, promo, promo code, promo discount, promotional discount, points,
      rewards, reward, rewards applied, offer, member offer, member discount, store discount, item discount, item
      s discount, items discount, seller discount, credit, credits, voucher, sale, deal, weekly deal, bundle
      discount, order discount, markdown, free shipping, shipping discount, discount code, cash back, coins,
      student discount, welcome offer, loyalty, instant savings`),
    es: phrases(`
      descuento, descuentos, cupon, cupones, ahorro, ahorros, tu ahorro, ahorraste, total ahorrado, promocion,
      promociones, promocion aplicada, codigo promocional, descuento de tienda, descuento de la tienda, descuento
      del vendedor, descuento por cupon, descuento de cupon, descuento de envio, descuento de articulos, descuento
      de socio, oferta, oferta de socio, puntos, credito, creditos, recompensa, recompensas, vale, bono, rebaja,
      rebajas, monedas, bonificacion, oferta semanal, envio gratis`),
  },
  total: {
    en: phrases(`
      total, order total, grand total, total paid, total amount, total charged, total due, total price, amount
      paid, amount charged, amount due, estimated total, total usd, you paid, payment total, total cost, final
      total, total payment, est total, total for this order, order amount, bag total, cart total, total to pay,
      total item, total items included`),
    es: phrases(`
      total, total del pedido, total de la orden, total de la compra, total de tu compra, total pedido, total
      orden, total pagado, total a pagar, total general, importe total, monto total, total estimado, gran total,
      total final, pago total, pagaste, total cobrado, monto pagado, importe pagado, valor total, total compra,
      total con impuestos, total usd`),
  },
  'other-charge': {
    en: phrases(`
      total before tax, bag fee, driver tip, service fee, handling, handling fee, gift wrap, tip, donation, insurance,
      shipping insurance, import fees, import fees deposit, protection plan, regulatory fee, recycling fee, gift
      card, store credit, refund, refund total, balance, list price, you save, environmental fee, duties,
      processing fee`),
    es: phrases(`
      total antes de impuestos, total sin impuestos, cargo por bolsa, bolsa, cargo por servicio, tarifa de
      servicio, manejo, envoltura, envoltura de regalo, propina, donacion, seguro, seguro de envio, tarjeta de
      regalo, reembolso, saldo, aranceles, deposito de tarifas de importacion`),
  },
  tracking: {
    en: phrases(`
      tracking, tracking number, tracking no, tracking #, tracking id, tracking code, track number, tracking
      numbers, waybill, waybill number, awb, parcel number, package number, shipment number, shipped with, shipped
      via, ship via, track, package id, consignment number`),
    es: phrases(`
      n de rastreo, n o de rastreo, n 2 de rastreo, n 0 de rastreo, no de rastreo, numero de rastreo, n de
      seguimiento, n o de seguimiento, no de seguimiento, numero de seguimiento, id de seguimiento, id de rastreo,
      codigo de seguimiento, codigo de rastreo, rastreo, seguimiento, guia, numero de guia, n de guia, n o de
      guia, no de guia, guia de rastreo, enviado con, enviado por, numero de envio, n de envio, rastreo n`),
  },
  carrier: {
    en: phrases(`
      carrier, shipping carrier, courier, delivery company, logistics company, shipped by, delivered by, delivery
      by, delivery partner`),
    es: phrases(`
      transportista, empresa de envio, empresa de transporte, empresa de mensajeria, mensajeria, paqueteria,
      compania de envio, courier, transporte, operador logistico, empresa de paqueteria`),
  },
  status: {
    en: phrases(`
      status, order status, current status, shipment status, delivery status, shipping status, package status`),
    es: phrases(`
      estado, estado del pedido, estado actual, estado del envio, estado de la orden, estatus, situacion, estado
      de entrega, estado del paquete`),
  },
  address: {
    en: phrases(`
      shipping address, delivery address, ship to, shipping to, deliver to, delivering to, delivered to, delivery
      details, delivery information, shipping details, shipping information, posting to, posted to, send to,
      sending to, sent to, going to, shipped to, address, delivery to, mailing address, recipient address, your
      address, shipping info, ships to, where it goes`),
    es: phrases(`
      direccion de envio, direccion de entrega, enviar a, enviado a, envio a, se envia a, entregar a, entregado a,
      entrega a, entregar en, datos de entrega, datos de envio, datos del envio, informacion de envio, informacion
      de entrega, detalles de entrega, detalles de envio, direccion, domicilio, domicilio de entrega, tu
      direccion, a donde va, se entrega en, destino, lugar de entrega`),
  },
  recipient: {
    en: phrases(`
      recipient, recipient name, customer, customer name, name, full name, buyer, ordered by, receiver, consignee,
      contact, contact name, addressee, placed by, for, attn, to, bill to, billed to, sold to, invoice to, prepared for`),
    es: phrases(`
      destinatario, destinataria, cliente, nombre, nombre completo, nombre del cliente, comprador, compradora, a
      nombre de, facturar a, facturado a, vendido a, a la atencion de, recibe, quien recibe, persona que recibe, contacto, titular, para, nombre del destinatario`),
  },
  payment: {
    en: phrases(`
      payment, payment method, payment information, paid with, charged to, charged to card, card ending in,
      payment type, billing, billing address, billing information, paid by, payment details`),
    es: phrases(`
      pago, metodo de pago, forma de pago, pagado con, informacion de pago, medio de pago, tarjeta terminada en,
      cargo a tarjeta, cobrado a, facturacion, direccion de facturacion, datos de pago, cargado a la tarjeta,
      datos de facturacion, tarjeta que termina en`),
  },
  delivery: {
    en: phrases(`
      arrives, arriving, arrives by, expected, estimated delivery, expected delivery, delivery date, ship date,
      delivery by, estimated arrival, get it by, delivered on, shipped on, due, eta, expected by, delivery
      estimate, scheduled delivery`),
    es: phrases(`
      llega, llega el, entrega estimada, fecha de entrega, fecha de envio, fecha estimada de entrega, llegada,
      llegada estimada, entrega prevista, previsto, se espera, recibelo, entregado el, enviado el, estimado, fecha
      estimada, llegara, previsto para el, entrega programada`),
  },
  'item-count': {
    en: phrases(`
      number of items, item count, pieces`),
    es: phrases(`
      numero de articulos, cantidad de articulos, piezas`),
  },
};
