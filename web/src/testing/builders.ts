import { namedFields } from '@casillero/domain/batch/customer-name';
import { notAnOrder, type Order } from '@casillero/domain/order/order';
import type { Batch } from '../features/batches/ports.ts';
import type { Screenshot } from '../features/screenshots/ports.ts';
import type { Tenant } from '../features/tenants/ports.ts';

/** The present of tests and of the preview. */
export const NOW = new Date('2026-02-10T16:00:00Z');

/** A moment before NOW, in minutes. */
export const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

/** An importer; builders fill in what does not matter. */
export const aTenant = (overrides: Partial<Tenant> = {}): Tenant => ({
  id: 'envios-lempa',
  name: 'Envíos Lempa',
  status: 'active',
  locale: 'es',
  timeZone: 'America/El_Salvador',
  plan: 'starter',
  extractionEngine: 'ocr',
  country: 'SV',
  outgoingNumber: null,
  welcome: '',
  away: '',
  hours: null,
  suspendedAt: null,
  suspendedReason: null,
  createdAt: minutesAgo(60 * 24 * 90),
  ...overrides,
});

/** A closed batch with one order; what finds it follows from its name. */
export const aBatch = ({ customerName = 'María Rodríguez', ...overrides }: Partial<Batch> = {}): Batch => ({
  id: 'batch-1',
  senderId: 'sender-1',
  senderPhone: '+50370000001',
  senderName: 'Karla',
  ...namedFields(customerName),
  state: 'ready',
  screenshotCount: 1,
  orderCount: 1,
  noOrderCount: 0,
  failedCount: 0,
  coverScreenshotId: 'shot-1',
  summaryCount: 1,
  openedAt: minutesAgo(30),
  updatedAt: minutesAgo(5),
  closedAt: minutesAgo(5),
  ...overrides,
});

const allConfidence = (value: number): Order['confidence'] => {
  const { confidence } = notAnOrder(value);
  return Object.assign({}, ...Object.keys(confidence).map((field) => ({ [field]: value })));
};

/** A complete order of one article. */
export const anOrder = (overrides: Partial<Order> = {}): Order => ({
  isOrder: true,
  shop: 'Shein',
  orderNumber: 'GSH2BQH88ZPHDXS',
  orderDate: '2026-01-19',
  currency: 'USD',
  items: [{ name: 'Vestido midi acanalado', quantity: 1, unitPrice: 17.49, size: 'M', color: 'Negro' }],
  subtotal: 17.49,
  shipping: 0,
  tax: 1.22,
  discount: 2,
  total: 16.71,
  tracking: [{ carrier: 'FedEx', number: '611698438060', isVerified: true }],
  status: 'shipped',
  statusText: 'Enviado',
  customerName: 'Claudia Argueta',
  language: 'es',
  checks: { amountsAgree: true },
  ...overrides,
  confidence: { ...allConfidence(0.95), ...overrides.confidence },
});

/** A stored screenshot that was read as an order. */
export const aScreenshot = (overrides: Partial<Screenshot> = {}): Screenshot => {
  const id = overrides.id ?? 'shot-1';
  return {
    id,
    batchId: 'batch-1',
    senderId: 'sender-1',
    messageId: 'message-1',
    caption: null,
    state: 'stored',
    media: {
      path: `tenants/envios-lempa/screenshots/${id}/original.jpg`,
      thumbnailPath: `tenants/envios-lempa/screenshots/${id}/thumbnail.jpg`,
      picturePath: null,
      contentType: 'image/jpeg',
      sizeBytes: 80_021,
      width: 738,
      height: 1600,
      sha256: '0'.repeat(64),
    },
    failure: null,
    extraction: 'read',
    extractionFailure: null,
    order: anOrder(),
    readBy: { engine: 'ocr', engineVersion: '1', milliseconds: 2400, at: minutesAgo(5) },
    position: 0,
    receivedAt: minutesAgo(6),
    updatedAt: minutesAgo(5),
    ...overrides,
  };
};
