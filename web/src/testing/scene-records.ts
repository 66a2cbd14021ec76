import type { MemoryRecords } from './memory-workspace.ts';
import {
  aLink,
  aMessage,
  aNumber,
  anAccount,
  anUnrouted,
  aPhone,
  aPurchase,
  aRegistration,
} from './record-builders.ts';
import { sceneProblems } from './scene-problems.ts';

/** A moment before the reader's own present, in minutes: the preview is looked at with a running clock. */
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const TENANT = 'envios-lempa';

/** One record or more of each state of the WhatsApp settings and the operators' pages. */
export const sceneRecords: Partial<MemoryRecords> = {
  phones: {
    [TENANT]: [
      aPhone({ isPrimary: true, profileName: 'Ana M.' }),
      aPhone({ id: 'phone:+50370000002', phone: '+50370000002', label: 'Bodega San Miguel, turno de noche' }),
      aPhone({ id: 'phone:+5215512345678', phone: '+5215512345678', label: 'México', needsProof: true }),
      aPhone({ id: 'bsuid:1:55', phone: null, label: 'Karla', profileName: 'Karla 🌸', registeredAt: ago(300) }),
    ],
  },
  registrations: { [TENANT]: [aRegistration()] },
  links: {
    [TENANT]: [
      aLink({ useCount: 1204, boundCount: 388 }),
      aLink({ id: 'tarjeta2', label: 'Tarjetas de presentación 2026', useCount: 41, boundCount: 30 }),
      aLink({ id: 'radio22', label: 'Anuncio de radio', isActive: false, useCount: 7, boundCount: 1 }),
      aLink({ id: 'nuevo99', label: 'Recién hecho', urls: [], useCount: 0, boundCount: 0 }),
    ],
  },
  accounts: [anAccount({ token: { state: 'expired', since: ago(60), code: '190', message: 'expired' } })],
  numbersRefresh: {
    at: ago(25),
    accounts: [
      { provider: 'twilio', account: 'AC…01', failure: null },
      {
        provider: 'meta',
        account: '102030405060709',
        failure: {
          code: 'permanent',
          message: 'Error validating access token (190).',
          hint: 'Put a new access token in.',
        },
      },
    ],
  },
  numbers: [
    aNumber({
      quality: 'green',
      lastCheckedAt: ago(12),
      webhook: { state: 'ours', url: 'https://casillero.example/webhooks/twilio' },
    }),
    aNumber({
      id: 'meta:770000000000001',
      provider: 'meta',
      mode: 'dedicated',
      tenantIds: [TENANT],
      display: '+503 7000 0900',
      phone: '+50370000900',
      verifiedName: 'Envíos Lempa',
      quality: 'yellow',
      throughput: 'STANDARD',
      messagingLimit: 'TIER_2K',
      assignedAt: ago(600),
    }),
    aNumber({
      id: 'meta:770000000000002',
      provider: 'meta',
      mode: 'dedicated',
      tenantIds: [TENANT, 'cargo-izalco'],
      display: '+503 7000 0901',
      phone: '+50370000901',
      verifiedName: 'Línea de dos',
    }),
    aNumber({
      id: 'meta:770000000000003',
      provider: 'meta',
      mode: 'dedicated',
      display: '+503 7000 0902',
      verifiedName: '',
    }),
    aNumber({
      id: 'waha:main',
      provider: 'waha',
      mode: 'dedicated',
      display: 'main',
      phone: null,
      verifiedName: '',
      status: 'offline',
      senderState: 'offline',
    }),
  ],
  purchases: [
    aPurchase({
      requestedAt: ago(3),
      updatedAt: ago(1),
      state: 'pending-verification',
      senderWord: 'PENDING_VERIFICATION',
    }),
    aPurchase({
      id: 'purchase-2',
      phone: '+12025550124',
      state: 'failed',
      failure: { step: 'registering', code: 'provider-refused', message: 'x', hint: 'y' },
      requestedAt: ago(90),
    }),
    aPurchase({ id: 'purchase-3', phone: '+12025550125', state: 'online', requestedAt: ago(9000) }),
  ],
  unrouted: [
    anUnrouted({ lastAt: ago(2) }),
    anUnrouted({
      id: 'lid:main:77',
      display: 'lid:main:77',
      profileName: null,
      reason: 'inactive-link-code',
      lastText:
        'start_radio22 Hola, quiero saber de un paquete que pedí en Shein hace tres semanas y todavía no aparece.',
      lastAt: ago(200),
      answeredAt: null,
    }),
  ],
  unroutedMessages: {
    'phone:+50370000300': [
      aMessage({ text: 'Buenas tardes', at: ago(40) }),
      aMessage({
        id: 'm2',
        direction: 'out',
        text: 'Este número es de varios importadores. Use el enlace del suyo.',
        at: ago(39),
      }),
      aMessage({ id: 'm3', text: '¿Dónde está mi paquete?', at: ago(2) }),
    ],
  },
  ...sceneProblems,
};
