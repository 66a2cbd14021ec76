import type { InboundMessage } from '../message/inbound-message.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { RegistrationRecord } from '../records/registration-record.ts';
import type { PhoneRecord } from '../records/tenant-record.ts';
import { accountsOf } from '../sender/accounts.ts';
import type { SenderAlias } from '../sender/alias.ts';
import { phoneOfAlias } from '../sender/alias.ts';
import { type KnownSender, senderWrites, withoutStaff } from '../sender/known-sender.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import type { ProofVerdict } from './judge-proof.ts';
import type { RegistrationCode } from './registration-code.ts';

/** What a registration that is being decided depends on besides its sender. */
export type RegistrationFacts = {
  readonly tenantId: TenantId;
  readonly registrationId: string;
  readonly code: RegistrationCode;
  readonly registration: RegistrationRecord;
  /** the sender of the phone that it replaces; null: it replaces none, or that one is gone */
  readonly replaced: KnownSender | null;
  /** the tenant's primary phone, and whether its record is there */
  readonly primary: { readonly alias: SenderAlias; readonly isThere: boolean } | null;
};

export type Registered = { readonly sender: KnownSender; readonly writes: readonly DocumentWrite[] };

/**
 * Registers the account that sent the code as staff phone (R54): registration, code, phone record, primary phone and the
 * replaced phone change together. The sender's own documents are the caller's to write.
 */
export function registerPhone(
  facts: RegistrationFacts,
  sender: KnownSender,
  message: InboundMessage,
  now: Date,
): Registered {
  const { tenantId, registration, replaced, primary } = facts;
  const isRenewal = sender.staff?.tenantId === tenantId;
  const keepsName = isRenewal && sender.registeredAs !== null && sender.aliases.includes(sender.registeredAs);
  const alias = keepsName && sender.registeredAs !== null ? sender.registeredAs : message.sender.alias;
  const earlier = isRenewal ? (sender.provenAccounts ?? []) : [];
  const registered: KnownSender = {
    ...sender,
    staff: { tenantId, since: now, via: 'registration' },
    provenAccounts: [...new Set([...earlier, ...accountsOf(message)])],
    registeredAs: alias,
  };
  const isReplacedPrimary =
    primary !== null && [registration.replaces, isRenewal ? sender.registeredAs : null].includes(primary.alias);
  const isPrimary = registration.isPrimary || primary === null || !primary.isThere || isReplacedPrimary;
  const path = paths.phone(tenantId, alias);
  const record: PhoneRecord = {
    phone: message.sender.phone ?? phoneOfAlias(alias),
    senderId: sender.senderId,
    label: registration.label,
    isPrimary,
    registeredAt: now,
    profileName: message.sender.profileName,
    needsProof: false,
  };
  const gone = [
    registration.replaces === null ? null : paths.phone(tenantId, registration.replaces as SenderAlias),
    sender.staff === null || sender.registeredAs === null
      ? null
      : paths.phone(sender.staff.tenantId, sender.registeredAs),
  ].filter((each) => each !== null && each !== path);
  const isDemoted = isPrimary && primary?.isThere && !isReplacedPrimary && primary.alias !== alias;
  return {
    sender: registered,
    writes: [
      { op: 'set', path, fields: record },
      ...[...new Set(gone)].map((each): DocumentWrite => ({ op: 'delete', path: each ?? '' })),
      ...(isDemoted
        ? [{ op: 'update' as const, path: paths.phone(tenantId, primary.alias), fields: { isPrimary: false } }]
        : []),
      ...(isPrimary ? [{ op: 'set' as const, path: paths.primaryPhone(tenantId), fields: { alias } }] : []),
      ...replacedWrites(replaced, sender, tenantId),
      ...decidedWrites(facts, { ...proofOf(message, alias), state: 'proven', failure: null }, now),
    ],
  };
}

const replacedWrites = (replaced: KnownSender | null, sender: KnownSender, tenantId: TenantId): DocumentWrite[] =>
  replaced === null || replaced.senderId === sender.senderId || replaced.staff?.tenantId !== tenantId
    ? []
    : senderWrites(withoutStaff(replaced));

type Refusal = Extract<ProofVerdict, { kind: 'refused' }>;

/** What a member reads on the page; of the other importer nothing is told. */
const REFUSALS: Readonly<Record<Refusal['why'], string>> = {
  'staff-elsewhere': 'This phone is registered with another importer, who has to remove it first.',
  'tenant-suspended': 'This importer is suspended.',
};

/** Refuses a code that came in time: the registration says why, and the code is used up (R54). */
export const refuseRegistration = (
  facts: Pick<RegistrationFacts, 'tenantId' | 'registrationId' | 'code'>,
  why: Refusal['why'],
  message: InboundMessage,
  now: Date,
): readonly DocumentWrite[] => {
  const failure = { code: why, message: REFUSALS[why] };
  return decidedWrites(facts, { ...proofOf(message, message.sender.alias), state: 'refused', failure }, now);
};

type Proof = Pick<RegistrationRecord, 'provenPhone' | 'provenAlias' | 'provenName'>;

const proofOf = ({ sender }: InboundMessage, alias: SenderAlias): Proof => ({
  provenPhone: sender.phone,
  provenAlias: alias,
  provenName: sender.profileName,
});

function decidedWrites(
  { tenantId, registrationId, code }: Pick<RegistrationFacts, 'tenantId' | 'registrationId' | 'code'>,
  outcome: Proof & Pick<RegistrationRecord, 'state' | 'failure'>,
  now: Date,
): DocumentWrite[] {
  return [
    { op: 'update', path: paths.registration(tenantId, registrationId), fields: { ...outcome, decidedAt: now } },
    { op: 'update', path: paths.verification(code), fields: { state: 'used' } },
  ];
}
