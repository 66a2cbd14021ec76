import type { Endpoint } from '@casillero/domain/api/endpoint';
import { fail, ok, type Result } from '@casillero/domain/result';
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

const token = { state: 'expired', since: ago(60).toISOString(), code: '190', message: 'expired' };
const days = Array.from({ length: 30 }, (_, place) => ({
  day: new Date(Date.now() - (29 - place) * 86_400_000).toISOString().slice(0, 10),
  count: Math.round(200 + 150 * Math.sin(place / 3) + place * 6),
}));

const workday = [
  { opens: '08:00', closes: '12:00' },
  { opens: '13:00', closes: '17:30' },
];
const sceneAnswers = {
  welcome: '¡Hola! Gracias por escribir a Envíos Lempa.\n\nTraemos sus compras de Estados Unidos en 10 días.',
  away: 'Ahora está cerrado. Le contestamos de lunes a viernes de 8:00 a 17:30.',
  hours: {
    ...{ monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: workday },
    saturday: [{ opens: '08:00', closes: '12:00' }],
    sunday: [],
    holidays: ['2026-08-06', '2026-12-25'],
  },
  timeZone: 'America/El_Salvador',
};

/** What the API answers in the preview: enough to look at every page and open every dialog. */
const ANSWERS: Readonly<Record<string, () => unknown>> = {
  getAnswers: () => sceneAnswers,
  getTenantNumber: () => ({
    number: 'twilio:+15550100',
    provider: 'twilio',
    display: '+1 555-0100',
    verifiedName: 'Casillero',
    status: 'online',
    by: 'default',
  }),
  listAccounts: () => ({
    accounts: [
      {
        id: 'account-1',
        label: 'Línea propia',
        tenantId: TENANT,
        wabaId: '102030405060708',
        portfolioId: null,
        phoneNumberIds: ['770000000000001'],
        hasOwnApp: false,
        hasVerifyToken: true,
        webhookUrl: 'https://casillero.example/webhooks/meta/account-1',
        token,
        notice: null,
        lastEventAt: ago(5).toISOString(),
        createdAt: ago(900).toISOString(),
        updatedAt: ago(60).toISOString(),
      },
    ],
  }),
  startRegistration: () => {
    const { id, code, messageText, waLink, numberDisplay, expiresAt } = aRegistration();
    return { id, code, messageText, waLink, numberDisplay, expiresAt: expiresAt.toISOString() };
  },
  listNumbers: () => ({
    numbers: [],
    accounts: [
      {
        provider: 'meta',
        account: '102030405060708',
        numbersUsed: 2,
        numbersLimit: 2,
        limitOf: 'business',
        failure: null,
      },
      { provider: 'twilio', account: 'AC…01', numbersUsed: 1, numbersLimit: null, limitOf: null, failure: null },
    ],
  }),
  getDefaultNumber: () => ({ number: 'twilio:+15550100' }),
  listWahaSessions: () => ({
    isUnofficial: true,
    silentAfterHours: 12,
    sessions: [
      {
        name: 'main',
        status: 'WORKING',
        phone: '+50370000905',
        pushName: 'Bodega',
        engine: 'NOWEB',
        number: 'waha:main',
        tenantIds: [TENANT],
        isHooked: true,
        lastMessageAt: ago(900).toISOString(),
        alert: 'silent',
      },
      {
        name: 'nueva',
        status: 'SCAN_QR_CODE',
        phone: null,
        pushName: null,
        engine: 'NOWEB',
        number: 'waha:nueva',
        tenantIds: [],
        isHooked: true,
        lastMessageAt: null,
        alert: 'unpaired',
      },
    ],
  }),
  getWahaQr: () => ({ value: '2@k1Qm9v7Jw,abc,def,ghi' }),
  getStats: () => ({
    senders: 12_345,
    staffPhones: 84,
    tenants: { active: 12, suspended: 1 },
    numbers: 5,
    linkCodes: 60,
    unrouted: 2,
    contacts: 9_876,
    perTenant: [
      { tenantId: TENANT, name: 'Envíos Lempa', contacts: 4_321, messagesThisMonth: 9_800 },
      { tenantId: 'cargo-izalco', name: 'Cargo Izalco', contacts: 12, messagesThisMonth: 3 },
    ],
    messagesPerDay: days,
    updatedAt: ago(14).toISOString(),
  }),
  lookUpSender: () => ({
    senderId: 'snd_01J9',
    aliases: ['phone:+50370000300', 'lid:main:77'],
    phone: '+50370000300',
    staffOf: null,
    boundTo: { tenantId: TENANT, name: 'Envíos Lempa', since: ago(90_000).toISOString(), via: 'link' },
    conversations: [{ tenantId: TENANT, name: 'Envíos Lempa', kind: 'contact', lastMessageAt: ago(12).toISOString() }],
    isUnrouted: false,
  }),
  listNumberKinds: () => ({
    kinds: [
      { kind: 'local', monthlyPrice: { amount: '1.15', currency: 'USD' } },
      { kind: 'toll-free', monthlyPrice: null },
    ],
  }),
  searchAvailableNumbers: () => ({
    numbers: ['+12025550123', '+12025550124'].map((phone) => ({
      phone,
      display: phone.replace(/(\+1)(\d{3})(\d{3})/, '$1 $2 $3 '),
      country: 'US',
      kind: 'local',
      locality: 'Washington',
      region: 'DC',
      capabilities: { voice: true, sms: true, mms: false },
      addressRequirements: 'none',
      monthlyPrice: { amount: '1.15', currency: 'USD' },
    })),
  }),
};

/** Answers an endpoint of the scene; acts are refused as by a server that is down. */
export const answerScene = ({ id, method }: Endpoint): Result<unknown> | null => {
  const answer = ANSWERS[id];
  if (answer) return ok(answer());
  return method === 'GET' ? null : fail('no-network', 'The server could not be reached.', 'Check the connection.');
};
