import type { AccountCheck } from '@casillero/domain/api/accounts';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { QUALITIES } from '@casillero/domain/records/number-details';
import { paths } from '@casillero/domain/records/paths';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
import { fail, ok, type Result } from '@casillero/domain/result';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { ReadDocuments } from '../documents.ts';

export type Claim = {
  readonly accountId: string;
  readonly tenantId: string;
  readonly wabaId: string;
  readonly numbers: AccountCheck['numbers'];
  /** phone_number_ids that the account had before */
  readonly before: readonly string[];
  readonly by: string;
};

export const pathOf = (phoneNumberId: string): string => paths.number(receivingNumber('meta', phoneNumberId));

/**
 * The writes that make numbers an account's own: one document per number is the claim, so that no two accounts can have the same one,
 * and webhooks are believed by it. One that was found in the account before it was named becomes the importer's too, unless an operator
 * gave it to somebody; one whose account was removed is free. Numbers that the account does not name any more are let go.
 * @returns 'number-taken' if one belongs to somebody else, the platform included
 */
export async function claimNumbers(
  read: ReadDocuments,
  claim: Claim,
  now: Date,
): Promise<Result<DocumentWrite[], 'number-taken'>> {
  const ids = claim.numbers.map(({ phoneNumberId }) => phoneNumberId);
  const dropped = claim.before.filter((id) => !ids.includes(id));
  const found = await read([...ids, ...dropped].map(pathOf));
  const records = ids.map((_, i) => (found[i] ? numberRecord.parse(found[i]) : null));
  const gone = await accountsGone(read, claim, records);
  const writes: DocumentWrite[] = [];
  for (const [i, number] of claim.numbers.entries()) {
    const holder = records[i]?.accountId ?? null;
    const known = holder !== null && gone.has(holder) ? null : (records[i] ?? null);
    if (known !== null && known.accountId !== claim.accountId) return taken(number.phoneNumberId);
    const phone = parsePhone(number.display);
    const told = {
      display: number.display,
      phone: phone.ok ? phone.value : null,
      verifiedName: number.verifiedName,
      account: claim.wabaId,
      accountId: claim.accountId,
      quality: QUALITIES.find((each) => each === number.quality.toLowerCase()) ?? 'unknown',
      status: number.status === 'CONNECTED' ? 'online' : 'offline',
      senderState: number.status === 'CONNECTED' ? 'online' : 'offline',
      senderReason: number.status === 'CONNECTED' ? null : number.status,
      lastCheckedAt: now,
    };
    const path = pathOf(number.phoneNumberId);
    const assigned = { mode: 'dedicated', tenantIds: [claim.tenantId], assignedAt: now, assignedBy: claim.by };
    if (known !== null) {
      const isNew = !claim.before.includes(number.phoneNumberId) && known.tenantIds.length === 0;
      writes.push({ op: 'update', path, fields: { ...told, ...(isNew ? assigned : {}) } });
    } else {
      const fields = numberRecord.parse({ provider: 'meta', ...told, ...assigned, createdAt: now });
      writes.push({ op: 'set', path, fields });
    }
  }
  return ok([...writes, ...letGo(claim.accountId, dropped, found.slice(ids.length))]);
}

/** Accounts that numbers still name, and that are not there any more. */
async function accountsGone(
  read: ReadDocuments,
  { accountId }: Claim,
  records: readonly (NumberRecord | null)[],
): Promise<ReadonlySet<string>> {
  const others = [...new Set(records.flatMap((record) => record?.accountId ?? []))].filter((id) => id !== accountId);
  const found = await read(others.map(paths.account));
  return new Set(others.filter((_, i) => !found[i]));
}

/** The writes that let numbers go which still are the account's. */
export const letGo = (
  accountId: string,
  phoneNumberIds: readonly string[],
  found: readonly (Readonly<Record<string, unknown>> | null)[],
): DocumentWrite[] =>
  phoneNumberIds.flatMap((id, i) => {
    const fields = found[i];
    const isOurs = fields ? numberRecord.parse(fields).accountId === accountId : false;
    return isOurs ? [{ op: 'delete' as const, path: pathOf(id) }] : [];
  });

const taken = (phoneNumberId: string) =>
  fail('number-taken', `The number ${phoneNumberId} is served already.`, 'Ask Casillero’s operators whose it is.');
