import type { CallOf, Endpoint } from '@casillero/domain/api/endpoint';
import { fail, ok, type Result } from '@casillero/domain/result';
import { aRegistration } from './record-builders.ts';

/** A moment before the reader's own present, in minutes: the preview is looked at with a running clock. */
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const TENANT = 'envios-lempa';

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

/** Purchases as the API knows them: what failed can be gone on with or undone. */
const purchase = (id: string) => ({
  id,
  state: 'failed',
  number: 'twilio:+12025550124',
  phone: '+12025550124',
  country: 'US',
  kind: 'local',
  tenantId: TENANT,
  mode: 'dedicated',
  profileName: 'Envíos Lempa',
  monthlyPrice: { amount: '1.15', currency: 'USD' },
  phoneNumberSid: null,
  senderSid: null,
  wasOwned: false,
  senderWord: null,
  failure: null,
  can: { resume: id === 'purchase-2', undo: true, verify: id === 'purchase-1' },
  requestedBy: 'olga',
  requestedAt: ago(3).toISOString(),
  updatedAt: ago(2).toISOString(),
  onlineAt: null,
});

/** What the API answers in the preview: enough to look at every page and open every dialog. */
const ANSWERS: Readonly<Record<string, (call: CallOf<Endpoint>) => unknown>> = {
  getPurchase: ({ params }) => purchase(String(Object(params).purchaseId)),
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

/** What the API answers where nothing was ever made. */
const NOTHING_YET: Readonly<Record<string, () => unknown>> = {
  getAnswers: () => ({ welcome: '', away: '', hours: null, timeZone: 'America/El_Salvador' }),
  listAccounts: () => ({ accounts: [] }),
  listNumbers: () => ({ numbers: [], accounts: [] }),
  getDefaultNumber: () => ({ number: null }),
  listWahaSessions: () => ({ isUnofficial: true, silentAfterHours: 12, sessions: [] }),
  listNumberKinds: () => ({ kinds: [] }),
  searchAvailableNumbers: () => ({ numbers: [] }),
  getStats: () => ({
    senders: 0,
    staffPhones: 0,
    tenants: { active: 0, suspended: 0 },
    numbers: 0,
    linkCodes: 0,
    unrouted: 0,
    contacts: 0,
    perTenant: [],
    messagesPerDay: [],
    updatedAt: ago(1).toISOString(),
  }),
};

/** Answers an endpoint as where nothing was ever made. */
export const answerEmpty = ({ id }: Endpoint): Result<unknown> | null => {
  if (id === 'getTenantNumber') return fail('no-number', 'There is no number.', 'Ask the operators.');
  const answer = NOTHING_YET[id];
  return answer ? ok(answer()) : null;
};

/** Answers an endpoint of the scene; acts are refused as by a server that is down. */
export const answerScene = ({ id, method }: Endpoint, call: CallOf<Endpoint>): Result<unknown> | null => {
  const answer = ANSWERS[id];
  if (answer) return ok(answer(call));
  return method === 'GET' ? null : fail('no-network', 'The server could not be reached.', 'Check the connection.');
};
