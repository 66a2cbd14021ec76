import type { RateLimitRecord, RegistrationRecord, VerificationRecord } from '../records/registration-record.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import type { RoutedNumber } from '../routing/route.ts';
import { isStaff, type KnownSender } from '../sender/known-sender.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { isOverLimit, WRONG_CODES } from './rate-limit.ts';
import type { CodeInText } from './registration-code.ts';

/** What is read of a message's code; asked for only when its text holds one. */
export type ProofFacts = {
  readonly found: CodeInText;
  /** null: no such code */
  readonly verification: VerificationRecord | null;
  /** of the verification */
  readonly registration: RegistrationRecord | null;
  readonly tenant: TenantRecord | null;
  /** codes of this sender that registered nothing */
  readonly tries: RateLimitRecord | null;
};

/**
 * What a code does.
 * - none: nothing; the text is an ordinary one
 * - proven: the sender becomes staff of the tenant
 * - refused: it was in time, and something stands against it; the registration says what
 * - spent: it is too late for it
 * - elsewhere: it is to be sent to another number; nothing is counted, since nobody knows who sent it
 * - theirs: it registered this very sender already
 * - wrong: there is no such code
 * - too-many: the sender tried too often; nothing is looked at, and only the first one is answered
 */
export type ProofVerdict =
  | { readonly kind: 'none' }
  | { readonly kind: 'proven' | 'theirs'; readonly tenantId: TenantId }
  | { readonly kind: 'refused'; readonly tenantId: TenantId; readonly why: 'staff-elsewhere' | 'tenant-suspended' }
  | { readonly kind: 'spent'; readonly tenantId: TenantId; readonly why: 'expired' | 'used' | 'cancelled' }
  | { readonly kind: 'elsewhere'; readonly tenantId: TenantId }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'too-many'; readonly isTold: boolean };

/**
 * Decides what a code in a message does (R54). Possession of the account is what the message itself shows.
 * @param from `isVouched`: the provider says who sent it, and not an app of a tenant's own, which could say anything
 */
export function judgeProof(
  proof: ProofFacts | null,
  {
    number,
    sender,
    isProvenStaff,
    isVouched,
  }: { number: RoutedNumber | null; sender: KnownSender | null; isProvenStaff: boolean; isVouched: boolean },
  now: Date,
): ProofVerdict {
  if (proof === null || number === null) return { kind: 'none' };
  const { found, verification, registration, tenant, tries } = proof;
  if (!isVouched) {
    const tenantId = verification?.tenantId as TenantId | undefined;
    return tenantId !== undefined && number.tenantIds.includes(tenantId)
      ? { kind: 'elsewhere', tenantId }
      : { kind: 'none' };
  }
  // Staff write order numbers all day: of them only what names itself a code is an attempt.
  const isAttempt = found.isExplicit && (!isProvenStaff || found.hasKeyword);
  if (verification === null) {
    if (!isAttempt) return { kind: 'none' };
    return isOverLimit(tries, WRONG_CODES, now) ? tooMany(tries) : { kind: 'wrong' };
  }
  const tenantId = verification.tenantId as TenantId;
  // On another importer's own number everything is for that importer (R1.1).
  if (number.mode === 'dedicated' && !number.tenantIds.includes(tenantId)) return { kind: 'none' };
  if (isOverLimit(tries, WRONG_CODES, now)) return tooMany(tries);
  const isTheirs = sender !== null && isStaff(sender) && sender.staff?.tenantId === tenantId;
  if (verification.state === 'used') {
    const wasTheirs = isTheirs && registration?.state === 'proven' && sender.registeredAs === registration.provenAlias;
    return wasTheirs ? { kind: 'theirs', tenantId } : { kind: 'spent', tenantId, why: 'used' };
  }
  if (verification.state === 'cancelled' || registration === null) return { kind: 'spent', tenantId, why: 'cancelled' };
  if (verification.expiresAt <= now) return { kind: 'spent', tenantId, why: 'expired' };
  if (tenant === null || tenant.status === 'suspended') return { kind: 'refused', tenantId, why: 'tenant-suspended' };
  if (sender !== null && isStaff(sender) && !isTheirs) return { kind: 'refused', tenantId, why: 'staff-elsewhere' };
  return { kind: 'proven', tenantId };
}

const tooMany = (tries: RateLimitRecord | null): ProofVerdict => ({
  kind: 'too-many',
  isTold: (tries?.count ?? 0) > WRONG_CODES.most,
});
