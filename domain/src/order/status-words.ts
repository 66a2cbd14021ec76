import type { OrderStatus } from './order.ts';
import { phrases } from './phrases.ts';

/** How pages say the state of an order, as plain text. */
export const STATUS_PHRASES: Readonly<Record<OrderStatus, readonly string[]>> = {
  placed: phrases(`
      order placed, order confirmed, order received, confirmed, received, placed, paid, ordered, payment
      confirmed, payment received, payment successful, order complete, order successful, order accepted, pedido
      realizado, pedido confirmado, pedido recibido, confirmado, recibido, realizado, pagado, pago confirmado,
      pago recibido, pago exitoso, pago realizado, compra realizada, compra confirmada, orden confirmada, orden
      recibida, hemos recibido tu pedido, we received your order, we got your order, your order is confirmed,
      order confirmation, tu pedido esta confirmado, pendiente`),
  processing: phrases(`
      processing, preparing, preparing order, preparing your order, preparing for shipment, preparing to ship,
      packing, packing your order, packed, in process, in progress, to ship, to be shipped, awaiting shipment, not
      yet shipped, not shipped, ready to ship, label created, order processing, being prepared, in preparation, en
      proceso, procesando, procesando pedido, preparando, preparando pedido, preparando tu pedido, preparando el
      pedido, preparando tus productos, preparando tu paquete, preparando envio, preparando el envio, preparando
      para enviar, empacando, empacando tu pedido, empacado, en preparacion, por enviar, pendiente de envio, listo
      para enviar, aun no enviado, esperando envio, pedido en proceso, unshipped, getting it ready, we are
      preparing your order, estamos preparando tu pedido, estamos preparando`),
  shipped: phrases(`
      shipped, order shipped, sent, dispatched, in transit, on the way, on its way, on the road, awaiting
      delivery, to receive, your order has shipped, your package has shipped, your order is on the way, your order
      is on its way, your package is on the way, your item is on its way, arriving, partially shipped, package
      shipped, your item has shipped, enviado, enviada, enviados, pedido enviado, paquete enviado, despachado, en
      transito, en camino, va en camino, esperando entrega, por recibir, por entregar, tu pedido va en camino, tu
      pedido esta en camino, tu paquete va en camino, tu paquete esta en camino, tu articulo va en camino, tu
      pedido fue enviado, tu pedido ha sido enviado, pendiente de entrega, en ruta, handed to carrier, left the
      warehouse, en viaje, de camino, llegando`),
  out_for_delivery: phrases(`
      out for delivery, arriving today, arrives today, near you, with the courier, en reparto, en ruta de entrega,
      sale para entrega, salio a reparto, salio para entrega, salio a entrega, llega hoy, en camino para entrega,
      en proceso de entrega, listo para entrega, en entrega, en distribucion, on the vehicle, on the van, out for
      delivery today, en camino a tu domicilio`),
  delivered: phrases(`
      delivered, order delivered, package delivered, your package was delivered, your order was delivered, your
      package has been delivered, completed, complete, order completed, finished, picked up, entregado, entregada,
      pedido entregado, paquete entregado, tu paquete fue entregado, tu pedido fue entregado, completado,
      completada, pedido completado, finalizado, finalizada, recogido, concluido`),
  cancelled: phrases(`
      cancelled, canceled, order cancelled, order canceled, your order was cancelled, your order was canceled,
      closed, order closed, refunded, cancelado, cancelada, pedido cancelado, orden cancelada, compra cancelada,
      cerrado, cerrada, pedido cerrado, reembolsado, anulado, tu pedido fue cancelado`),
};
