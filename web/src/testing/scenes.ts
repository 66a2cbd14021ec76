import { notAnOrder } from '@casillero/domain/order/order';
import { PACKAGE_STATES } from '@casillero/domain/package/package-state';
import type { Batch } from '../features/batches/ports.ts';
import type { LoadMedia } from '../features/media/media-cache.ts';
import type { Screenshot } from '../features/screenshots/ports.ts';
import { aBatch, anOrder, aScreenshot, aTenant } from './builders.ts';
import { EMPTY_WORLD, type MemoryApp, type MemoryWorld, memoryApp } from './memory-app.ts';
import { aCustomer, aParcel } from './parcel-builders.ts';
import { ADMIN, NOBODY_YET, OPERATOR } from './people.ts';
import { recordedScreenshots } from './recorded-orders.ts';
import { asDuplicate, ordersOf } from './review-builders.ts';
import { answerEmpty, answerScene } from './scene-answers.ts';
import { sceneConversations, sceneMessages } from './scene-conversations.ts';
import { answerCrowded, crowdedWorld } from './scene-crowded.ts';
import { sceneMapping } from './scene-mapping.ts';
import { sceneRecords } from './scene-records.ts';

/** A moment before the reader's own present, in minutes: the preview is looked at with a running clock. */
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

const NAMES = [
  'María Rodríguez',
  'José Luis Hernández Portillo',
  'Claudia Yamileth Argueta',
  'Rodrigo Orellana',
  null,
  'Tienda La Bendición (Santa Tecla, entregar con doña Margarita Escobar de Villatoro)',
  'Kevin Alexander Mejía',
  'Ana',
] as const;

/** 34 batches: more than one page, every state, long names and none. */
const manyBatches: readonly Batch[] = Array.from({ length: 34 }, (_, place) => {
  const age = place < 2 ? place : place * place * 4;
  const state = place % 11 === 10 ? 'cancelled' : place % 4 === 0 ? 'open' : 'ready';
  const screenshotCount = place === 4 ? 0 : (place % 5) + 1;
  const failedCount = place === 2 || place === 9 ? 1 : 0;
  const noOrderCount = place % 6 === 5 ? 1 : 0;
  return aBatch({
    id: `batch-${place + 1}`,
    customerName: NAMES[place % NAMES.length] ?? null,
    senderName: place % 3 === 0 ? 'Karla' : place % 3 === 1 ? null : 'Bodega San Miguel',
    senderPhone: place % 3 === 1 ? '+50370000002' : '+50370000001',
    state,
    screenshotCount,
    failedCount,
    noOrderCount,
    orderCount: Math.max(0, screenshotCount - failedCount - noOrderCount),
    coverScreenshotId: screenshotCount > 0 ? `shot-${(place % 47) + 1}` : null,
    openedAt: ago(age + 20),
    updatedAt: ago(age),
    closedAt: state === 'open' ? null : ago(age),
  });
});

/** One screenshot in each state that there is. */
const everyState: readonly Screenshot[] = [
  aScreenshot({
    id: 'shot-2',
    caption: 'María Rodríguez',
    order: anOrder({
      items: [
        { name: 'Dazelle Jeans de pierna ancha y tiro alto', quantity: 3, unitPrice: 21.75, size: '30', color: 'Azul' },
        {
          name: 'Noemi Curve Vestido camisero con cinturón talla grande',
          quantity: 1,
          unitPrice: 19.25,
          size: '2XL',
          color: 'Caqui',
        },
      ],
      subtotal: 111.98,
      tax: 6.27,
      discount: 22.4,
      total: 95.85,
    }),
  }),
  aScreenshot({
    id: 'shot-3',
    order: anOrder({
      shop: 'Walmart',
      orderNumber: '2000137-58326521',
      orderDate: '2025-11-14',
      tracking: [
        { carrier: 'UPS', number: '1Z999AA10123456784', isVerified: true },
        { carrier: null, number: '9400111899223197428490', isVerified: false },
      ],
      status: 'placed',
      customerName: null,
      total: 45.66,
      confidence: { ...anOrder().confidence, total: 0.4, orderNumber: 0.5, tracking: 0.5 },
    }),
  }),
  aScreenshot({ id: 'shot-5', extraction: 'waiting', order: null, readBy: null }),
  aScreenshot({ id: 'shot-6', state: 'fetching', media: null, extraction: 'waiting', order: null, readBy: null }),
  aScreenshot({
    id: 'shot-7',
    state: 'failed',
    media: null,
    extraction: 'waiting',
    order: null,
    failure: { code: 'media-expired', message: 'La imagen ya no está en WhatsApp.' },
  }),
  aScreenshot({
    id: 'shot-8',
    state: 'refused',
    media: null,
    extraction: 'skipped',
    order: null,
    failure: { code: 'unsupported-type', message: 'El archivo es un video.' },
  }),
  aScreenshot({
    id: 'shot-9',
    extraction: 'failed',
    order: null,
    extractionFailure: { code: 'ocr-timeout', message: 'La lectura tardó demasiado.' },
  }),
  aScreenshot({ id: 'shot-31', order: notAnOrder(0.9) }),
  aScreenshot({
    id: 'shot-pdf',
    extraction: 'skipped',
    order: null,
    media: {
      path: 'tenants/envios-lempa/screenshots/pdf/original.pdf',
      thumbnailPath: null,
      picturePath: null,
      contentType: 'application/pdf',
      sizeBytes: 40_000,
      width: null,
      height: null,
      sha256: '1'.repeat(64),
    },
  }),
  aScreenshot({
    id: 'shot-4',
    order: anOrder({
      shop: null,
      orderNumber: null,
      orderDate: null,
      subtotal: null,
      shipping: null,
      tax: null,
      discount: null,
      total: null,
      tracking: [],
      status: null,
      customerName: null,
    }),
  }),
];

const tenants = [
  aTenant(),
  aTenant({ id: 'cargo-izalco', name: 'Cargo Izalco', plan: 'business' }),
  aTenant({ id: 'paquetes-pipil', name: 'Paquetería Pipil Internacional', status: 'suspended', plan: 'enterprise' }),
];

const parcels = PACKAGE_STATES.flatMap((state, place) => [
  aParcel({ id: `parcel-${place}`, state, stateAt: ago(place * 700), updatedAt: ago(place * 700) }),
  aParcel({
    id: `parcel-${place}b`,
    state,
    customerId: 'customer-2',
    customerName: NAMES[5],
    shop: null,
    orderNumber: null,
    description: '',
    carrier: null,
    trackingNumber: place % 2 === 0 ? null : '9400111899223197428490',
    stateAt: ago(place * 900 + 30),
    updatedAt: ago(place * 900 + 30),
  }),
]);

const customers = NAMES.flatMap((name, place) =>
  name === null
    ? []
    : [aCustomer({ id: `customer-${place + 1}`, name, phone: place % 3 === 2 ? null : `+5037000050${place}` })],
);
const recorded = recordedScreenshots('batch-2', [10, 11, 12, 13, 14, 15, 16, 21, 22, 23], new Date());
const unnamed = recordedScreenshots('batch-5', [17, 18, 19], new Date());
const waiting = ordersOf(recorded, 'María Rodríguez');
const twins = waiting[0] ? [asDuplicate({ ...waiting[0], id: 'twin' }, waiting[0])] : [];
const orders = [...waiting, ...ordersOf(unnamed, null), ...twins];

const shopFigures = { updatedAt: ago(30), seen_shop: 61, right_shop: 60, seen_items: 58, right_items: 44 };
const accuracy = [
  { id: 'shein', name: 'Shein', orderCount: 61, ...shopFigures, seen_total: 61, right_total: 59 },
  {
    id: 'amazon',
    name: 'Amazon',
    orderCount: 24,
    updatedAt: ago(9),
    seen_total: 22,
    right_total: 22,
    seen_tracking: 20,
    right_tracking: 19,
  },
  { id: 'unknown', name: null, orderCount: 2, updatedAt: ago(9), seen_total: 2, right_total: 1 },
];

const FULL: MemoryWorld = {
  tenants,
  packages: { 'envios-lempa': parcels },
  customers: { 'envios-lempa': customers },
  batches: { 'envios-lempa': manyBatches },
  screenshots: { 'envios-lempa': [...everyState, ...recorded, ...unnamed] },
  orders: { 'envios-lempa': orders },
  accuracy: { 'envios-lempa': accuracy },
  conversations: { ...sceneConversations },
  messages: { ...sceneMessages },
  ...sceneRecords,
};
const accounts = {
  'ana@envios-lempa.example': ADMIN,
  'olga@casillero.example': OPERATOR,
  'nadia@example.com': NOBODY_YET,
};
const REFUSED = { code: 'permission-denied', message: '', hint: '' };
const UNREACHABLE = { code: 'unavailable', message: '', hint: '' };
const answerNever = () => new Promise<never>(() => {});
const answerFailing = () => ({ ok: false, failure: { ...UNREACHABLE, code: 'no-network' } }) as const;
const failingMedia: LoadMedia = async () => ({ ok: false, failure: UNREACHABLE });
const noMediaYet: LoadMedia = () => new Promise(() => {});

/** Every state of the dashboard that is worth a look. */
export const SCENES = {
  'signed-out': (loadMedia) => memoryApp({ world: FULL, accounts, loadMedia }),
  'sign-in-fails': () => memoryApp({ accounts, signInFails: 'wrong-credentials' }),
  'no-settings': () => memoryApp({ session: { kind: 'failed', failure: { ...UNREACHABLE, code: 'no-settings' } } }),
  starting: () => memoryApp({ session: { kind: 'starting' } }),
  full: (loadMedia) => memoryApp({ world: FULL, accounts, signedInAs: ADMIN, loadMedia, answers: answerScene }),
  empty: () => memoryApp({ world: { ...EMPTY_WORLD, tenants }, accounts, signedInAs: ADMIN, answers: answerEmpty }),
  'empty-batch': (loadMedia) =>
    memoryApp({ world: { ...FULL, screenshots: {} }, accounts, signedInAs: ADMIN, loadMedia }),
  loading: () => memoryApp({ listeners: 'never', accounts, signedInAs: ADMIN, answers: answerNever }),
  failing: () => memoryApp({ listeners: REFUSED, accounts, signedInAs: ADMIN, answers: answerFailing }),
  crowded: (loadMedia) =>
    memoryApp({ world: crowdedWorld, accounts, signedInAs: ADMIN, loadMedia, answers: answerCrowded }),
  'pictures-fail': () => memoryApp({ world: FULL, accounts, signedInAs: ADMIN, loadMedia: failingMedia }),
  'pictures-wait': () => memoryApp({ world: FULL, accounts, signedInAs: ADMIN, loadMedia: noMediaYet }),
  'rename-fails': (loadMedia) =>
    memoryApp({
      world: FULL,
      accounts,
      signedInAs: ADMIN,
      loadMedia,
      renameFails: 'no-right',
      retryFails: UNREACHABLE,
    }),
  operator: (loadMedia) =>
    memoryApp({ world: FULL, accounts, signedInAs: OPERATOR, loadMedia, answers: answerScene, mapping: sceneMapping }),
  'operator-empty': () => memoryApp({ accounts, signedInAs: OPERATOR, answers: answerEmpty }),
  'operator-loading': () => memoryApp({ listeners: 'never', accounts, signedInAs: OPERATOR, answers: answerNever }),
  'operator-failing': () => memoryApp({ listeners: REFUSED, accounts, signedInAs: OPERATOR, answers: answerFailing }),
  'operator-crowded': (loadMedia) =>
    memoryApp({ world: crowdedWorld, accounts, signedInAs: OPERATOR, loadMedia, answers: answerCrowded }),
  'no-role': () => memoryApp({ accounts, signedInAs: NOBODY_YET }),
} as const satisfies Readonly<Record<string, (loadMedia: LoadMedia) => MemoryApp>>;

export type SceneName = keyof typeof SCENES;
export const isSceneName = (text: string): text is SceneName => Object.hasOwn(SCENES, text);
