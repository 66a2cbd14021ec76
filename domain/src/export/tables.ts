import type { CustomerRecord } from '../records/customer-record.ts';
import type { BatchRecord } from '../records/intake-records.ts';
import type { OrderRecord } from '../records/order-record.ts';
import type { PackageRecord } from '../records/package-record.ts';
import { effectiveOrder } from '../review/effective-order.ts';
import { type Column, type Identified, localMoment } from './table.ts';

/** The lists that can be exported as CSV; each has its collection's name. */
export const EXPORTED_LISTS = ['batches', 'orders', 'packages', 'customers'] as const;
export type ExportedList = (typeof EXPORTED_LISTS)[number];

const column = <Item>(es: string, en: string, cell: Column<Item>['cell']): Column<Item> => ({
  title: { es, en },
  cell,
});

export const BATCH_COLUMNS: readonly Column<Identified<BatchRecord>>[] = [
  column('Cliente', 'Customer', ({ record }) => record.customerName),
  column('Estado', 'State', ({ record }) => record.state),
  column('Capturas', 'Screenshots', ({ record }) => record.screenshotCount),
  column('Pedidos', 'Orders', ({ record }) => record.orderCount),
  column('Sin pedido', 'No order', ({ record }) => record.noOrderCount),
  column('Con falla', 'Failed', ({ record }) => record.failedCount),
  column('Enviado por', 'Sent by', ({ record }) => record.senderName),
  column('Teléfono', 'Phone', ({ record }) => record.senderPhone),
  column('Abierto', 'Opened', ({ record }, timeZone) => localMoment(record.openedAt, timeZone)),
  column('Cerrado', 'Closed', ({ record }, timeZone) => localMoment(record.closedAt, timeZone)),
  column('Id', 'Id', ({ id }) => id),
];

export const ORDER_COLUMNS: readonly Column<Identified<OrderRecord>>[] = [
  column('Cliente', 'Customer', ({ record }) => record.batchCustomerName ?? effectiveOrder(record).customerName),
  column('Tienda', 'Shop', ({ record }) => effectiveOrder(record).shop),
  column('Número de pedido', 'Order number', ({ record }) => effectiveOrder(record).orderNumber),
  column('Fecha', 'Date', ({ record }) => effectiveOrder(record).orderDate),
  column('Artículos', 'Items', ({ record }) =>
    effectiveOrder(record)
      .items.map(({ name, quantity }) => `${quantity} × ${name}`)
      .join('; '),
  ),
  column('Subtotal', 'Subtotal', ({ record }) => effectiveOrder(record).subtotal),
  column('Envío', 'Shipping', ({ record }) => effectiveOrder(record).shipping),
  column('Impuesto', 'Tax', ({ record }) => effectiveOrder(record).tax),
  column('Descuento', 'Discount', ({ record }) => effectiveOrder(record).discount),
  column('Total', 'Total', ({ record }) => effectiveOrder(record).total),
  column('Moneda', 'Currency', ({ record }) => effectiveOrder(record).currency),
  column('Rastreo', 'Tracking', ({ record }) =>
    effectiveOrder(record)
      .tracking.map(({ number }) => number)
      .join('; '),
  ),
  column('Revisión', 'Review', ({ record }) => record.review),
  column('Recibido', 'Received', ({ record }, timeZone) => localMoment(record.receivedAt, timeZone)),
  column('Id', 'Id', ({ id }) => id),
];

export const PACKAGE_COLUMNS: readonly Column<Identified<PackageRecord>>[] = [
  column('Cliente', 'Customer', ({ record }) => record.customerName),
  column('Estado', 'State', ({ record }) => record.state),
  column('Desde', 'Since', ({ record }, timeZone) => localMoment(record.stateAt, timeZone)),
  column('Transportista', 'Carrier', ({ record }) => record.carrier),
  column('Rastreo', 'Tracking', ({ record }) => record.trackingNumber),
  column('Tienda', 'Shop', ({ record }) => record.shop),
  column('Número de pedido', 'Order number', ({ record }) => record.orderNumber),
  column('Contenido', 'Contents', ({ record }) => record.description),
  column('Creado', 'Created', ({ record }, timeZone) => localMoment(record.createdAt, timeZone)),
  column('Id', 'Id', ({ id }) => id),
];

export const CUSTOMER_COLUMNS: readonly Column<Identified<CustomerRecord>>[] = [
  column('Nombre', 'Name', ({ record }) => record.name),
  column('Teléfono', 'Phone', ({ record }) => record.phone),
  column('Notas', 'Notes', ({ record }) => record.notes),
  column('Creado', 'Created', ({ record }, timeZone) => localMoment(record.createdAt, timeZone)),
  column('Id', 'Id', ({ id }) => id),
];
