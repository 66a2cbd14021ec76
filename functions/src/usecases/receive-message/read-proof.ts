import { triesKey } from '@casillero/domain/receive/decide';
import type { ProofOutcome } from '@casillero/domain/receive/receive-facts';
import type { Fields } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import {
  primaryPhoneRecord,
  rateLimitRecord,
  registrationRecord,
  verificationRecord,
} from '@casillero/domain/records/registration-record';
import { senderRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { judgeProof } from '@casillero/domain/registration/judge-proof';
import type { RegistrationFacts } from '@casillero/domain/registration/register-phone';
import type { CodeInText } from '@casillero/domain/registration/registration-code';
import type { RoutedNumber } from '@casillero/domain/routing/route';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { asKnown, isProven, type KnownSender } from '@casillero/domain/sender/known-sender';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from './parse-record.ts';

/** A message whose text holds what may be a registration code. */
export type CodeBearer = {
  readonly found: CodeInText;
  /** the document of `verifications` */
  readonly verification: Fields | null | undefined;
  readonly number: RoutedNumber | null;
  readonly sender: KnownSender;
  readonly isSenderKnown: boolean;
  readonly accounts: readonly string[];
  /** the provider's own word on a WhatsApp account, and not that of a tenant's own app, nor an SMS */
  readonly isVouched: boolean;
};

/** Reads what a code depends on, and judges it (R54); null if the text is an ordinary one. */
export async function readProof(read: ReadDocuments, bearer: CodeBearer, now: Date): Promise<ProofOutcome | null> {
  const { found, number, sender, isSenderKnown, accounts, isVouched } = bearer;
  const verification = parsed(verificationRecord, bearer.verification);
  const [tries, registered, tenantFields, pointer] = await read([
    paths.rateLimit(triesKey(sender)),
    ...(verification === null
      ? []
      : [
          paths.registration(verification.tenantId, verification.registrationId),
          paths.tenant(verification.tenantId),
          paths.primaryPhone(verification.tenantId),
        ]),
  ]);
  const facts = {
    found,
    verification,
    registration: parsed(registrationRecord, registered),
    tenant: parsed(tenantRecord, tenantFields),
    tries: parsed(rateLimitRecord, tries),
  };
  const isProvenStaff = sender.staff !== null && isProven(sender, accounts);
  const verdict = judgeProof(facts, { number, sender: isSenderKnown ? sender : null, isProvenStaff, isVouched }, now);
  if (verdict.kind === 'none') return null;
  const { tenant, tries: tried } = facts;
  if (verification === null || facts.registration === null)
    return { verdict, registration: null, tenant, tries: tried };
  const tenantId = verification.tenantId as TenantId;
  const primary = parsed(primaryPhoneRecord, pointer)?.alias ?? null;
  const replaces = facts.registration.replaces as SenderAlias | null;
  const [replacedFields, primaryFields] = await read([
    paths.sender(replaces ?? sender.aliases[0] ?? ('none:' as SenderAlias)),
    paths.phone(tenantId, (primary ?? 'none:') as SenderAlias),
  ]);
  const replaced = parsed(senderRecord, replaces === null ? null : replacedFields);
  const registration: RegistrationFacts = {
    tenantId,
    registrationId: verification.registrationId,
    code: found.code,
    registration: facts.registration,
    replaced: replaced === null || replaces === null ? null : asKnown(replaced, replaces),
    primary: primary === null ? null : { alias: primary as SenderAlias, isThere: primaryFields !== null },
  };
  return { verdict, registration, tenant, tries: tried };
}
