import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import {
  LINK_CODE_ALPHABET,
  LINK_CODE_LENGTH,
  type LinkCode,
  linkText,
  newLinkCode,
} from '@casillero/domain/link-code/link-code';
import { paths } from '@casillero/domain/records/paths';
import { type LinkRecord, linkCodeRecord, linkRecord } from '@casillero/domain/records/routing-records';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { ActDeps, RandomNumbers } from '../acts.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { type FindTenantNumbers, urlsOf } from './tenant-numbers.ts';

export type Link = { readonly code: string; readonly record: LinkRecord };

export type CreateLink = (
  tenantId: string,
  label: string,
  actor: Actor,
) => Promise<Result<Link, 'too-many-links' | 'not-found'>>;

export type ChangeLink = (
  tenantId: string,
  code: LinkCode,
  change: { readonly label?: string | undefined; readonly isActive?: boolean | undefined },
  actor: Actor,
) => Promise<Result<Link, 'not-found'>>;

type LinkDeps = ActDeps & {
  readonly findNumbers: FindTenantNumbers;
  /** what stands before the code; see LINK_PREFIX */
  readonly linkPrefix: () => string;
};

/** Links of one tenant: more than anybody tells apart, few enough to show on one page. */
export const LINKS_MAX = 200;
const CANDIDATES = 4;

/** Makes a deep link (R55) with a code that no link of any tenant has: the document's name holds it (R6). */
export const makeCreateLink =
  (
    deps: LinkDeps & { readonly random: RandomNumbers; readonly countLinks: (tenantId: string) => Promise<number> },
  ): CreateLink =>
  async (tenantId, label, actor) => {
    if ((await deps.countLinks(tenantId)) >= LINKS_MAX)
      return fail('too-many-links', `There are ${LINKS_MAX} links already.`, 'Use or rename one of them.');
    const numbers = await deps.findNumbers(tenantId);
    const codes = Array.from({ length: CANDIDATES }, () =>
      newLinkCode(deps.random(LINK_CODE_ALPHABET.length, LINK_CODE_LENGTH)),
    );
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<CreateLink>>>(async (read) => {
      const now = deps.now();
      const [tenant, ...taken] = await read([paths.tenant(tenantId), ...codes.map((code) => paths.linkCode(code))]);
      const code = codes.find((_, i) => !taken[i]);
      if (!tenant || code === undefined)
        return { writes: [], result: fail('not-found', 'There is no such importer.', 'Check the address.') };
      const text = linkText(code, deps.linkPrefix());
      const record: LinkRecord = {
        label,
        isActive: true,
        text,
        urls: urlsOf(numbers, text),
        useCount: 0,
        boundCount: 0,
        createdAt: now,
        createdBy: actor.uid,
      };
      return {
        writes: [
          { op: 'create', path: paths.linkCode(code), fields: { tenantId, isActive: true } },
          { op: 'create', path: paths.link(tenantId, code), fields: record },
          auditWrite(entryId, tenantId, actor, { act: 'createLink', target: code, details: { label } }, now),
        ],
        result: ok({ code, record }),
      };
    });
  };

/** Renames a link, switches it on or off, and makes its addresses anew of the numbers there are now (R55). */
export const makeChangeLink =
  (deps: LinkDeps): ChangeLink =>
  async (tenantId, code, { label, isActive }, actor) => {
    const numbers = await deps.findNumbers(tenantId);
    const entryId = deps.newId();
    return deps.transact<Awaited<ReturnType<ChangeLink>>>(async (read) => {
      const now = deps.now();
      const [codeFields, fields] = await read([paths.linkCode(code), paths.link(tenantId, code)]);
      const owner = parsed(linkCodeRecord, codeFields);
      if (owner === null || owner.tenantId !== tenantId)
        return { writes: [], result: fail('not-found', 'There is no such link.', 'Open the list of links again.') };
      const before = linkRecord.parse({ isActive: owner.isActive, ...fields });
      const text = linkText(code, deps.linkPrefix());
      const record: LinkRecord = {
        ...before,
        label: label ?? before.label,
        isActive: isActive ?? before.isActive,
        text,
        urls: urlsOf(numbers, text),
      };
      const details = { label, isActive: isActive === undefined ? null : String(isActive) };
      const { useCount, boundCount, ...changed } = record; // counted blindly by messages meanwhile
      return {
        writes: [
          { op: 'update', path: paths.linkCode(code), fields: { isActive: record.isActive } },
          { op: 'upsert', path: paths.link(tenantId, code), fields: changed },
          auditWrite(entryId, tenantId, actor, { act: 'changeLink', target: code, details }, now),
        ],
        result: ok({ code, record: { ...record, useCount, boundCount } }),
      };
    });
  };
