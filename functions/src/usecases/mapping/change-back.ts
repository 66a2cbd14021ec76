import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import type { MappedDocument } from '@casillero/domain/mapping/mapping-lines';
import type { Assignment } from '@casillero/domain/number/assign-number';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { linkCodeRecord, numberRecord, senderRecord } from '@casillero/domain/records/routing-records';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { asKnown, senderWrites } from '@casillero/domain/sender/known-sender';
import type { ActDeps } from '../acts.ts';
import { makeAssignNumber } from '../numbers/assign.ts';
import { noSuchSender, readKnownSender } from '../senders/read-known-sender.ts';

export type ChangeBack = (document: MappedDocument, actor: Actor) => Promise<Result<unknown>>;

/**
 * Makes a document that is there say again what the file says (R56): the act that a person would do by hand, each in its own
 * transaction and with its own audit entry. Only for documents whose differences are changeable.
 */
export function makeChangeBack(deps: ActDeps): ChangeBack {
  const assign = makeAssignNumber(deps);
  return async (document, actor) => {
    switch (document.kind) {
      case 'number': {
        const { mode, tenantIds } = numberRecord.parse(document.fields);
        const wanted: Assignment =
          mode === 'shared' ? { mode } : { mode: 'dedicated', tenantIds, shareDeliberately: true };
        return assign(document.id as ReceivingNumber, wanted, actor);
      }
      case 'link-code':
        return switchLink(deps, document, actor);
      case 'sender':
        return bindAgain(deps, document, actor);
    }
  };
}

const switchLink = (deps: ActDeps, { id, fields }: MappedDocument, actor: Actor): Promise<Result<unknown>> => {
  const { tenantId, isActive } = linkCodeRecord.parse(fields);
  const entryId = deps.newId();
  const act = { act: 'restoreLink', target: id, details: { isActive: String(isActive) } };
  return deps.transact(async () => ({
    writes: [
      { op: 'update', path: paths.linkCode(id), fields: { isActive } },
      { op: 'upsert', path: paths.link(tenantId, id), fields: { isActive } },
      auditWrite(entryId, tenantId, actor, act, deps.now()),
    ],
    result: ok(null),
  }));
};

/** Gives a sender the binding of the file, or takes the one away that it has now; all its aliases say the same after it. */
const bindAgain = (deps: ActDeps, { id, fields }: MappedDocument, actor: Actor): Promise<Result<unknown>> => {
  const alias = id as SenderAlias;
  const { binding } = asKnown(senderRecord.parse(fields), alias);
  const entryIds = [deps.newId(), deps.newId()] as const;
  return deps.transact<Result<unknown>>(async (read) => {
    const sender = await readKnownSender(read, alias);
    if (sender === null) return { writes: [], result: noSuchSender() };
    const [before, after] = [sender.binding?.tenantId ?? null, binding?.tenantId ?? null];
    if (before === after) return { writes: [], result: ok(null) }; // another alias of the same sender came first
    if (after !== null && (await read([paths.tenant(after)]))[0] === null)
      return {
        writes: [],
        result: fail('tenant-not-found', 'There is no such importer.', 'Create the importer first.'),
      };
    const audit = (entryId: string, tenantId: string | null, moved: string) =>
      tenantId === null
        ? []
        : [auditWrite(entryId, tenantId, actor, { act: 'restoreBinding', target: id, details: { moved } }, deps.now())];
    return {
      writes: [
        ...senderWrites({ ...sender, binding }),
        ...audit(entryIds[0], after, 'here'),
        ...audit(entryIds[1], before, 'away'),
      ],
      result: ok(null),
    };
  });
};
