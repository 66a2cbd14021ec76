import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { accountRecord } from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import {
  REGISTRATION_OPEN_MS,
  type RegistrationRecord,
  rateLimitRecord,
  type VerificationRecord,
} from '@casillero/domain/records/registration-record';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { countedWrite, isOverLimit, REGISTRATIONS } from '@casillero/domain/registration/rate-limit';
import {
  CODE_ALPHABET,
  CODE_RANDOM_COUNT,
  displayCode,
  newRegistrationCode,
  type RegistrationCode,
  registrationText,
} from '@casillero/domain/registration/registration-code';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ActDeps, RandomNumbers } from '../acts.ts';
import type { ReadDocuments } from '../documents.ts';
import { type FindTenantNumbers, type TenantNumber, urlsOf } from '../links/tenant-numbers.ts';
import { parsed } from '../receive-message/parse-record.ts';

export type RegistrationStart = {
  readonly label: string;
  readonly isPrimary: boolean;
  readonly replaces: string | null;
  readonly number: string | null;
};

export type StartedRegistration = { readonly id: string; readonly record: RegistrationRecord };

type StartFailure = 'not-found' | 'tenant-suspended' | 'no-number' | 'phone-not-registered' | 'too-many-registrations';

export type StartRegistration = (
  tenantId: TenantId,
  start: RegistrationStart,
  actor: Actor,
) => Promise<Result<StartedRegistration, StartFailure>>;

/** A used or expired code is kept so long, to tell a late sender what is wrong with it. */
const CODE_KEPT_MS = 7 * 86_400_000;

/** Codes to choose from: that all of them are taken happens to nobody. */
const CANDIDATES = 4;

/**
 * Starts the registration of a staff phone (R54): makes a code that is given to nobody else, and counts it against the
 * tenant's limit. It registers nothing: only the receipt of the code does.
 */
export const makeStartRegistration =
  (deps: ActDeps & { readonly findNumbers: FindTenantNumbers; readonly random: RandomNumbers }): StartRegistration =>
  async (tenantId, start, actor) => {
    const numbers = await deps.findNumbers(tenantId);
    const codes = newCodes(deps.random);
    const id = deps.newId();
    const limitKey = `registrations:${tenantId}`;
    return deps.transact<Result<StartedRegistration, StartFailure>>(async (read) => {
      const now = deps.now();
      const [tenantFields, limitFields, replacedFields, ...taken] = await read([
        paths.tenant(tenantId),
        paths.rateLimit(limitKey),
        paths.phone(tenantId, (start.replaces ?? 'none:') as SenderAlias),
        ...codes.map((code) => paths.verification(code)),
      ]);
      const refused = (result: Result<never, StartFailure>) => ({ writes: [], result });
      const tenant = parsed(tenantRecord, tenantFields);
      if (tenant === null) return refused(fail('not-found', 'There is no such importer.', 'Check the address.'));
      if (tenant.status === 'suspended')
        return refused(fail('tenant-suspended', 'This importer is suspended.', 'Ask the platform’s operators.'));
      const limit = parsed(rateLimitRecord, limitFields);
      if (isOverLimit(limit, REGISTRATIONS, now))
        return refused(fail('too-many-registrations', 'Too many were started lately.', 'Try again in an hour.'));
      if (start.replaces !== null && !replacedFields)
        return refused(fail('phone-not-registered', 'The phone to replace is not registered.', 'Choose one that is.'));
      const code = codes.find((_, i) => !taken[i]);
      const text = code === undefined ? '' : registrationText(code, tenant.locale);
      const urls = urlsOf(await vouchedFor(read, numbers), text);
      const to = start.number === null ? urls[0] : urls.find(({ number }) => number === start.number);
      if (to === undefined || code === undefined)
        return refused(
          fail('no-number', 'There is no WhatsApp number to send a code to.', 'Ask the operators for one.'),
        );
      const expiresAt = new Date(now.getTime() + REGISTRATION_OPEN_MS);
      const record = newRegistration(start, { code, text, to, expiresAt }, actor, now);
      const verification: VerificationRecord = {
        tenantId,
        registrationId: id,
        state: 'waiting',
        expiresAt,
        expireAt: new Date(expiresAt.getTime() + CODE_KEPT_MS),
      };
      return {
        writes: [
          { op: 'create', path: paths.registration(tenantId, id), fields: record },
          { op: 'create', path: paths.verification(code), fields: verification },
          countedWrite(limitKey, limit, REGISTRATIONS, now),
          auditWrite(
            id,
            tenantId,
            actor,
            { act: 'startRegistration', target: id, details: { label: start.label } },
            now,
          ),
        ],
        result: ok({ id, record }),
      };
    });
  };

/**
 * The numbers whose messages prove who sent them: those of accounts with an app of their own do not, since the tenant knows its
 * secret and could sign for any phone (R51).
 */
async function vouchedFor(read: ReadDocuments, numbers: readonly TenantNumber[]): Promise<readonly TenantNumber[]> {
  const ids = [...new Set(numbers.flatMap(({ accountId }) => accountId ?? []))];
  const accounts = await read(ids.map(paths.account));
  const ownApps = ids.filter((_, i) => parsed(accountRecord, accounts[i])?.hasOwnApp === true);
  return numbers.filter(({ accountId }) => accountId === null || !ownApps.includes(accountId));
}

function newCodes(random: RandomNumbers): RegistrationCode[] {
  const codes = new Set<RegistrationCode>();
  while (codes.size < CANDIDATES) {
    const code = newRegistrationCode(random(CODE_ALPHABET.length, CODE_RANDOM_COUNT));
    if (code !== null) codes.add(code);
  }
  return [...codes];
}

const newRegistration = (
  start: RegistrationStart,
  made: {
    readonly code: RegistrationCode;
    readonly text: string;
    readonly to: { readonly number: string; readonly numberDisplay: string; readonly url: string };
    readonly expiresAt: Date;
  },
  actor: Actor,
  now: Date,
): RegistrationRecord => ({
  code: displayCode(made.code),
  messageText: made.text,
  waLink: made.to.url,
  number: made.to.number,
  numberDisplay: made.to.numberDisplay,
  state: 'waiting',
  label: start.label,
  isPrimary: start.isPrimary,
  replaces: start.replaces,
  createdAt: now,
  createdBy: actor.uid,
  expiresAt: made.expiresAt,
  decidedAt: null,
  provenPhone: null,
  provenAlias: null,
  provenName: null,
  failure: null,
});
