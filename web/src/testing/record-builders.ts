import { numberRecord } from '@casillero/domain/records/routing-records';
import type { Account } from '../features/accounts/ports.ts';
import type { Link } from '../features/links/ports.ts';
import type { ReceivingNumber } from '../features/numbers/ports.ts';
import type { Phone, Registration } from '../features/phones/ports.ts';
import type { Purchase } from '../features/purchases/ports.ts';
import type { Unrouted, UnroutedMessage } from '../features/unrouted/ports.ts';
import { minutesAgo } from './builders.ts';

/** A registered staff phone. */
export const aPhone = (overrides: Partial<Phone> = {}): Phone => ({
  id: 'phone:+50370000001',
  phone: '+50370000001',
  senderId: 'sender-1',
  label: 'Ana',
  isPrimary: false,
  registeredAt: minutesAgo(60 * 24 * 30),
  ...overrides,
});

/** A registration that waits for its code; it ends fifteen minutes from the reader's own present. */
export const aRegistration = (overrides: Partial<Registration> = {}): Registration => ({
  id: 'registration-1',
  code: 'K7QM-2XWD',
  messageText: 'Registrar K7QM-2XWD',
  waLink: 'https://wa.me/15550100?text=Registrar%20K7QM-2XWD',
  number: 'twilio:+15550100',
  numberDisplay: '+1 555-0100',
  state: 'waiting',
  label: 'Bodega',
  isPrimary: false,
  replaces: null,
  createdAt: new Date(),
  createdBy: 'ana',
  expiresAt: new Date(Date.now() + 15 * 60_000),
  decidedAt: null,
  provenPhone: null,
  provenAlias: null,
  provenName: null,
  failure: null,
  ...overrides,
});

/** A link that is on, on the shared number. */
export const aLink = (overrides: Partial<Link> = {}): Link => {
  const id = overrides.id ?? 'maria7k';
  return {
    id,
    label: 'Instagram',
    isActive: true,
    text: `start_${id}`,
    urls: [
      {
        number: 'twilio:+15550100',
        numberDisplay: '+1 555-0100',
        url: `https://wa.me/15550100?text=start_${id}`,
      },
    ],
    useCount: 12,
    boundCount: 9,
    createdAt: minutesAgo(60 * 24 * 20),
    createdBy: 'ana',
    ...overrides,
  };
};

/** An account at Meta of a tenant's own, as it is stored. */
export const anAccount = (overrides: Partial<Account> = {}): Account => ({
  id: 'account-1',
  provider: 'meta',
  tenantId: 'envios-lempa',
  label: 'Línea propia',
  wabaId: '102030405060708',
  portfolioId: null,
  phoneNumberIds: ['770000000000001'],
  hasOwnApp: false,
  token: { state: 'ok', since: minutesAgo(60), code: null, message: null },
  notice: null,
  lastEventAt: minutesAgo(5),
  createdAt: minutesAgo(60 * 24),
  updatedAt: minutesAgo(60),
  ...overrides,
});

/** A shared Twilio number that works. */
export const aNumber = (overrides: Partial<ReceivingNumber> = {}): ReceivingNumber => ({
  id: 'twilio:+15550100',
  ...numberRecord.parse({
    provider: 'twilio',
    mode: 'shared',
    tenantIds: [],
    display: '+1 555-0100',
    verifiedName: 'Casillero',
    status: 'online',
    senderState: 'online',
    phone: '+15550100',
    account: 'AC00000000000000000000000000000001',
    createdAt: minutesAgo(60 * 24 * 90),
  }),
  ...overrides,
});

/** A purchase that has just begun. */
export const aPurchase = (overrides: Partial<Purchase> = {}): Purchase => ({
  id: 'purchase-1',
  state: 'buying',
  phone: '+12025550123',
  country: 'US',
  kind: 'local',
  tenantId: 'envios-lempa',
  mode: 'dedicated',
  profileName: 'Envíos Lempa',
  monthlyPrice: { amount: '1.15', currency: 'USD' },
  phoneNumberSid: null,
  senderSid: null,
  wasOwned: false,
  webhooksSetAt: null,
  onlineAt: null,
  senderWord: null,
  verificationCode: null,
  failure: null,
  givesBack: false,
  version: 0,
  checks: 0,
  requestedBy: { uid: 'olga', email: 'olga@casillero.example' },
  requestedAt: minutesAgo(3),
  updatedAt: minutesAgo(2),
  ...overrides,
});

/** Somebody unknown who wrote twice. */
export const anUnrouted = (overrides: Partial<Unrouted> = {}): Unrouted => ({
  id: 'phone:+50370000300',
  display: '+503 7000 0300',
  profileName: 'Rosa',
  number: 'twilio:+15550100',
  reason: 'unknown-sender',
  state: 'open',
  assignedTo: null,
  lastText: '¿Dónde está mi paquete?',
  lastMediaCount: 0,
  messageCount: 2,
  firstAt: minutesAgo(40),
  lastAt: minutesAgo(12),
  answeredAt: minutesAgo(40),
  ...overrides,
});

/** A message that came in. */
export const aMessage = (overrides: Partial<UnroutedMessage> = {}): UnroutedMessage => ({
  id: 'message-1',
  direction: 'in',
  text: 'Hola',
  mediaCount: 0,
  state: 'received',
  failure: null,
  providerMessageId: 'SM1',
  at: minutesAgo(40),
  ...overrides,
});
