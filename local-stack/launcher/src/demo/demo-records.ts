import { type LinkCode, linkText } from '@casillero/domain/link-code/link-code';
import { waLink } from '@casillero/domain/link-code/wa-link';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { type AccountRecord, PLATFORM_META_ACCOUNT } from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import {
  type LinkCodeRecord,
  type LinkRecord,
  numberRecord,
  type SenderRecord,
} from '@casillero/domain/records/routing-records';
import { type MemberRecord, type PhoneRecord, tenantRecord } from '@casillero/domain/records/tenant-record';
import type { UserRecord } from '@casillero/domain/records/user-record';
import { phoneAlias } from '@casillero/domain/sender/alias';
import {
  DEMO_META_ACCOUNT,
  DEMO_NUMBERS,
  DEMO_PEOPLE,
  DEMO_TENANTS,
  type DemoNumber,
  type DemoPerson,
  type DemoTenant,
} from './demo-people.ts';

export type DemoRecord = { readonly path: string; readonly fields: Record<string, unknown> };

/** When everything of the demo was set up: a fixed time, so that seeding again changes nothing. */
const SET_UP_AT = new Date('2026-01-05T15:00:00Z');

/** Every document of the demo: what an operator and the importers' admins would have entered by hand. */
export const demoRecords = (): DemoRecord[] => [
  ...DEMO_NUMBERS.map(numberOf),
  platformAccount(),
  ...DEMO_TENANTS.flatMap(tenantRecords),
  ...members(),
  ...DEMO_PEOPLE.map(userOf),
];

function numberOf(number: DemoNumber): DemoRecord {
  const fields = numberRecord.parse({
    provider: number.provider,
    mode: number.mode,
    account: number.account ?? '',
    tenantIds: [],
    display: number.display,
    verifiedName: number.verifiedName,
    status: 'online',
    senderState: 'online',
    phone: number.phone,
    createdAt: SET_UP_AT,
  });
  return { path: paths.number(receivingNumber(number.provider, number.key)), fields };
}

/** The platform's own account at Meta, as operators see it. */
function platformAccount(): DemoRecord {
  const fields: AccountRecord = {
    provider: 'meta',
    tenantId: null,
    label: 'Casillero',
    wabaId: DEMO_META_ACCOUNT,
    portfolioId: null,
    phoneNumberIds: DEMO_NUMBERS.filter(({ provider }) => provider === 'meta').map(({ key }) => key),
    hasOwnApp: true,
    token: { state: 'unknown', since: SET_UP_AT, code: null, message: null },
    notice: null,
    lastEventAt: null,
    createdAt: SET_UP_AT,
    updatedAt: SET_UP_AT,
  };
  return { path: paths.account(PLATFORM_META_ACCOUNT), fields };
}

function tenantRecords(tenant: DemoTenant): DemoRecord[] {
  const fields = tenantRecord.parse({
    name: tenant.name,
    status: 'active',
    locale: 'es',
    timeZone: 'America/El_Salvador',
    plan: tenant.plan,
    extractionEngine: 'ocr',
    welcome: tenant.welcome,
    createdAt: SET_UP_AT,
  });
  const link: LinkCodeRecord = { tenantId: tenant.id, isActive: true };
  return [
    { path: paths.tenant(tenant.id), fields },
    { path: paths.linkCode(tenant.linkCode), fields: link },
    { path: paths.link(tenant.id, tenant.linkCode), fields: ownLink(tenant) },
    ...primaryPhone(tenant),
    ...tenant.staffPhones.flatMap((_, index) => staffPhone(tenant, index)),
  ];
}

function ownLink({ linkCode }: DemoTenant): LinkRecord {
  const text = linkText(linkCode as LinkCode);
  const shared = DEMO_NUMBERS.filter(({ mode }) => mode === 'shared');
  return {
    label: 'Instagram',
    isActive: true,
    text,
    urls: shared.map(({ provider, key, phone, display }) => ({
      number: receivingNumber(provider, key),
      numberDisplay: display,
      url: waLink(phone, text) ?? '',
    })),
    useCount: 0,
    boundCount: 0,
    createdAt: SET_UP_AT,
    createdBy: 'demo-operator',
  };
}

function primaryPhone({ id, staffPhones: [first] }: DemoTenant): DemoRecord[] {
  return first === undefined ? [] : [{ path: paths.primaryPhone(id), fields: { alias: phoneAlias(first.phone) } }];
}

function staffPhone(tenant: DemoTenant, index: number): DemoRecord[] {
  const entry = tenant.staffPhones[index];
  if (entry === undefined) return [];
  const { phone, label } = entry;
  const alias = phoneAlias(phone);
  const senderId = `demo-${tenant.id}-${index + 1}`;
  const sender: SenderRecord = {
    senderId,
    aliases: [alias],
    staffOf: tenant.id,
    boundTo: null,
    since: SET_UP_AT,
    via: 'registration',
    provenAccounts: [phone],
    registeredAs: alias,
  };
  const registered: PhoneRecord = { phone, senderId, label, isPrimary: index === 0, registeredAt: SET_UP_AT };
  return [
    { path: paths.sender(alias), fields: sender },
    { path: paths.phone(tenant.id, alias), fields: registered },
  ];
}

/** Whose person a log-in is; an operator is one by it (R71). */
function userOf({ uid, email, displayName, claims }: DemoPerson): DemoRecord {
  const tenantId = claims.role === 'operator' ? null : claims.tenantId;
  const fields: UserRecord = { email, displayName, role: claims.role, tenantId, updatedAt: SET_UP_AT };
  return { path: paths.user(uid), fields };
}

const members = (): DemoRecord[] =>
  DEMO_PEOPLE.flatMap(({ uid, email, displayName, claims }) => {
    if (claims.role === 'operator') return [];
    const fields: MemberRecord = { email, displayName, role: claims.role, createdAt: SET_UP_AT };
    return [{ path: paths.member(claims.tenantId, uid), fields }];
  });
