import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { primaryPhoneRecord } from '@casillero/domain/records/registration-record';
import { senderRecord } from '@casillero/domain/records/routing-records';
import { type PhoneRecord, phoneRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { asKnown, senderWrites, withoutStaff } from '@casillero/domain/sender/known-sender';
import type { ActDeps } from '../acts.ts';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

export type ChangePhone = (
  tenantId: string,
  alias: SenderAlias,
  change: { readonly label?: string | undefined; readonly isPrimary?: true | undefined },
  actor: Actor,
) => Promise<Result<undefined, 'not-found'>>;

export type RemovePhone = (
  tenantId: string,
  alias: SenderAlias,
  actor: Actor,
) => Promise<Result<undefined, 'not-found'>>;

/** A tenant's registered phones, the oldest first; at most 200. */
export type ListPhones = (
  tenantId: string,
) => Promise<readonly { readonly alias: SenderAlias; readonly record: PhoneRecord }[]>;

const noSuchPhone = () => fail('not-found', 'There is no such phone.', 'Open the list of phones again.');

/** Renames a staff phone, or makes it the primary one: there is one at any time (R54). */
export const makeChangePhone =
  (deps: ActDeps): ChangePhone =>
  (tenantId, alias, { label, isPrimary }, actor) => {
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<ChangePhone>>>(async (read) => {
      const path = paths.phone(tenantId, alias);
      const [fields, pointer] = await read([path, paths.primaryPhone(tenantId)]);
      if (!fields) return { writes: [], result: noSuchPhone() };
      const primary = parsed(primaryPhoneRecord, pointer)?.alias ?? null;
      const becomes = isPrimary === true && primary !== alias;
      const details = { label, isPrimary: isPrimary === true ? 'true' : null };
      return {
        writes: [
          {
            op: 'update',
            path,
            fields: { ...(label === undefined ? {} : { label }), ...(isPrimary === true ? { isPrimary } : {}) },
          },
          ...(becomes ? await primaryWrites(read, tenantId, alias, primary as SenderAlias | null) : []),
          auditWrite(entryId, tenantId, actor, { act: 'changePhone', target: alias, details }, deps.now()),
        ],
        result: ok(undefined),
      };
    });
  };

async function primaryWrites(
  read: ReadDocuments,
  tenantId: string,
  alias: SenderAlias,
  earlier: SenderAlias | null,
): Promise<DocumentWrite[]> {
  const pointer = { op: 'set', path: paths.primaryPhone(tenantId), fields: { alias } } as const;
  if (earlier === null) return [pointer];
  const path = paths.phone(tenantId, earlier);
  const [fields] = await read([path]);
  return fields ? [pointer, { op: 'update', path, fields: { isPrimary: false } }] : [pointer];
}

/**
 * Removes a staff phone (R54): in one transaction no alias of its sender is this tenant's staff any more. If it was the
 * primary one, the oldest of the others takes its place.
 */
export const makeRemovePhone =
  (deps: ActDeps & { readonly list: ListPhones }): RemovePhone =>
  async (tenantId, alias, actor) => {
    const entryId = deps.newId();
    const others = (await deps.list(tenantId)).filter((each) => each.alias !== alias);
    const heir = others.find(({ record }) => record.needsProof !== true)?.alias ?? null;
    return deps.transact<Awaited<ReturnType<RemovePhone>>>(async (read) => {
      const path = paths.phone(tenantId, alias);
      const [fields, pointer, heirFields] = await read([
        path,
        paths.primaryPhone(tenantId),
        paths.phone(tenantId, heir ?? ('none:' as SenderAlias)),
      ]);
      const phone = parsed(phoneRecord, fields);
      if (phone === null) return { writes: [], result: noSuchPhone() };
      const primary = parsed(primaryPhoneRecord, pointer)?.alias ?? null;
      const wasPrimary = primary === alias || (primary === null && phone.isPrimary);
      const next = heir === null || !heirFields ? null : heir;
      return {
        writes: [
          { op: 'delete', path },
          ...(await staffEnds(read, tenantId, alias, phone)),
          ...(wasPrimary ? succession(tenantId, next) : []),
          auditWrite(
            entryId,
            tenantId,
            actor,
            { act: 'removePhone', target: alias, details: { label: phone.label } },
            deps.now(),
          ),
        ],
        result: ok(undefined),
      };
    });
  };

/** Its sender is no staff any more; unless the alias has gone to somebody else since, or to another registration. */
async function staffEnds(
  read: ReadDocuments,
  tenantId: string,
  alias: SenderAlias,
  phone: PhoneRecord,
): Promise<DocumentWrite[]> {
  const [fields] = await read([paths.sender(alias)]);
  const record = parsed(senderRecord, fields);
  if (record === null || record.senderId !== phone.senderId || record.staffOf !== tenantId) return [];
  return senderWrites(withoutStaff(asKnown(record, alias)));
}

const succession = (tenantId: string, heir: SenderAlias | null): DocumentWrite[] =>
  heir === null
    ? [{ op: 'delete', path: paths.primaryPhone(tenantId) }]
    : [
        { op: 'set', path: paths.primaryPhone(tenantId), fields: { alias: heir } },
        { op: 'update', path: paths.phone(tenantId, heir), fields: { isPrimary: true } },
      ];
