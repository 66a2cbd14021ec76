import type { Claims } from '@casillero/domain/access/identity';
import type { Provider } from '@casillero/domain/receiving-number/receiving-number';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';

/** Everybody of the demo, all invented. Phones: +503 7000-0000 to 7000-0999 and 555-01xx are kept for that. */

export type DemoTenant = {
  readonly id: string;
  readonly name: string;
  readonly plan: 'starter' | 'business';
  readonly linkCode: string;
  /** what a customer is told at first (R32) */
  readonly welcome: string;
  readonly staffPhones: readonly { readonly phone: CanonicalPhone; readonly label: string }[];
};

export type DemoPerson = {
  readonly uid: string;
  readonly email: string;
  readonly displayName: string;
  readonly claims: Claims;
};

const phone = (text: string) => text as CanonicalPhone;

export const DEMO_TENANTS: readonly DemoTenant[] = [
  {
    id: 'cuscatlan',
    name: 'Importadora Cuscatlán',
    plan: 'business',
    linkCode: 'cuscatlan',
    welcome:
      '¡Hola! Gracias por escribir a Importadora Cuscatlán. Cuéntanos qué quieres traer, o pregunta por tu paquete. 📦',
    staffPhones: [
      { phone: phone('+50370000001'), label: 'Ana' },
      { phone: phone('+50370000002'), label: 'Beto' },
    ],
  },
  {
    id: 'izalco',
    name: 'Envíos Izalco',
    plan: 'starter',
    linkCode: 'izalco',
    welcome: 'Envíos Izalco te da la bienvenida. Te respondemos en un momento.',
    staffPhones: [{ phone: phone('+50370000101'), label: 'Carla' }],
  },
];

/** Every log-in of the demo has it; it opens nothing but a local stack. */
export const DEMO_PASSWORD = 'casillero-demo';

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    uid: 'demo-operator',
    email: 'operator@casillero.example',
    displayName: 'Olga Operadora',
    claims: { role: 'operator' },
  },
  {
    uid: 'demo-cuscatlan-admin',
    email: 'admin@cuscatlan.example',
    displayName: 'Adela Cuscatlán',
    claims: { tenantId: 'cuscatlan', role: 'admin' },
  },
  {
    uid: 'demo-cuscatlan-member',
    email: 'member@cuscatlan.example',
    displayName: 'Mario Cuscatlán',
    claims: { tenantId: 'cuscatlan', role: 'member' },
  },
  {
    uid: 'demo-izalco-admin',
    email: 'admin@izalco.example',
    displayName: 'Inés Izalco',
    claims: { tenantId: 'izalco', role: 'admin' },
  },
];

export type DemoNumber = {
  readonly provider: Provider;
  /** The provider's own name for it: E.164 at Twilio, phone_number_id at Meta, session at WAHA. */
  readonly key: string;
  readonly phone: CanonicalPhone;
  readonly display: string;
  readonly verifiedName: string;
  /** Meta's WhatsApp Business Account. */
  readonly account?: string;
  /** dedicated: nobody's yet. */
  readonly mode: 'shared' | 'dedicated';
};

export const DEMO_META_ACCOUNT = '200000000000001';

/** Numbers that all importers share, one per provider, and one that an operator can still assign. */
export const DEMO_NUMBERS: readonly DemoNumber[] = [
  {
    provider: 'twilio',
    key: '+15550100',
    phone: phone('+15550100'),
    display: '+1 555-0100',
    verifiedName: 'Casillero',
    mode: 'shared',
  },
  {
    provider: 'meta',
    account: DEMO_META_ACCOUNT,
    key: '100000000000001',
    phone: phone('+15550110'),
    display: '+1 555-0110',
    verifiedName: 'Casillero',
    mode: 'shared',
  },
  {
    provider: 'meta',
    account: DEMO_META_ACCOUNT,
    key: '100000000000002',
    phone: phone('+15550111'),
    display: '+1 555-0111',
    verifiedName: 'Casillero 2',
    mode: 'dedicated',
  },
  {
    provider: 'waha',
    key: 'casillero',
    phone: phone('+15550120'),
    display: '+1 555-0120',
    verifiedName: 'Casillero',
    mode: 'shared',
  },
];
