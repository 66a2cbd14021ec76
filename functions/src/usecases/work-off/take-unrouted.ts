import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { takeForOwner } from '@casillero/domain/receive/decide';
import type { ReceiveDecision } from '@casillero/domain/receive/receive-facts';
import type { TakeUnroutedEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { inboxRecord, senderRecord, unroutedMessageRecord } from '@casillero/domain/records/routing-records';
import type { Owner } from '@casillero/domain/routing/route';
import type { SenderAlias, SenderId } from '@casillero/domain/sender/alias';
import { asKnown, isStaff, type KnownSender, senderWrites } from '@casillero/domain/sender/known-sender';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments, Transact } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';
import type { EnqueueEntries } from '../receive-message/ports.ts';
import { readOwners } from '../receive-message/read-owners.ts';
import type { ListByTime } from './kept-documents.ts';
import { nothingFollows, type Worker } from './work-off.ts';

/** Messages looked at in one go; each is taken in by a transaction of its own. */
const PAGE = 50;

type Deps = {
  readonly transact: Transact;
  readonly enqueue: EnqueueEntries;
  readonly list: ListByTime;
  readonly now: () => Date;
};

/**
 * Takes the kept messages of a sender whom an operator assigned into the tenant, oldest first (R56): each as if it had come
 * to that tenant in the first place, and leaves the unrouted list with the transaction that takes it in. What was kept because it
 * belongs to others, who took nothing in then (R3), is not this tenant's to read: it stays where it is.
 */
export const takeUnrouted = (deps: Deps): Worker<TakeUnroutedEntry> => ({
  act: async (entry) => {
    const alias = entry.alias as SenderAlias;
    const ofOthers = new Set<string>();
    for (;;) {
      const listed = await deps.list(paths.unroutedMessages(alias), PAGE + ofOthers.size);
      const kept = listed.filter(({ id }) => !ofOthers.has(id));
      if (kept.length === 0) return { kind: 'done', conclude: nothingFollows };
      for (const { id } of kept) {
        const outbox = await deps.transact(async (read) => {
          const taken = await takeOne(read, entry, alias, id, deps.now());
          return { writes: taken?.writes ?? [], result: taken?.outbox ?? null };
        });
        if (outbox === null) ofOthers.add(id);
        else await deps.enqueue(outbox);
      }
    }
  },
  giveUp: () => nothingFollows,
});

/** null: it belongs to others. */
async function takeOne(
  read: ReadDocuments,
  entry: TakeUnroutedEntry,
  alias: SenderAlias,
  id: string,
  now: Date,
): Promise<ReceiveDecision | null> {
  const path = paths.unroutedMessage(alias, id);
  const [fields, senderFields, inboxFields] = await read([path, paths.sender(alias), paths.inbox(id)]);
  if (!fields) return { writes: [], outbox: [] };
  const owners = parsed(inboxRecord, inboxFields)?.outcomes ?? [];
  if (owners.length > 0 && owners.every(({ tenantId }) => tenantId !== entry.tenantId)) return null;
  const gone = { op: 'delete', path } as const;
  const { message, ...plain } = unroutedMessageRecord.parse(fields);
  const tenantId = entry.tenantId as TenantId;
  if (message === undefined || !senderFields)
    return {
      writes: [{ op: 'set', path: paths.message(tenantId, entry.senderId as SenderId, id), fields: plain }, gone],
      outbox: [],
    };
  const sender = asKnown(senderRecord.parse(senderFields), alias);
  const taken = await takeIn(read, message, id, sender, tenantId, now);
  return { writes: [gone, ...taken.writes], outbox: taken.outbox };
}

async function takeIn(
  read: ReadDocuments,
  message: InboundMessage,
  inboxId: string,
  sender: KnownSender,
  tenantId: TenantId,
  now: Date,
): Promise<ReceiveDecision> {
  const as = isStaff(sender) && sender.staff?.tenantId === tenantId ? 'intake' : 'contact';
  const owner: Owner = { tenantId, as, via: as === 'intake' ? 'staff' : 'binding' };
  const owners = await readOwners(read, [owner], sender.senderId, message);
  const isFirst = owners[0]?.conversation === null && !sender.conversationsWith.includes(tenantId);
  const taken = takeForOwner({
    message,
    inboxId,
    route: { kind: 'owned', owners: [owner], binding: null, isToldOfBinding: false },
    sender,
    senderState: 'same',
    union: null,
    owners,
    link: null,
    proof: null,
    unrouted: null,
    isFromOurselves: false,
    now,
  });
  const known = { ...sender, conversationsWith: [...sender.conversationsWith, tenantId] };
  return { writes: [...(isFirst ? senderWrites(known) : []), ...taken.writes], outbox: taken.outbox };
}
