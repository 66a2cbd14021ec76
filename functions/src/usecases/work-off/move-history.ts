import { newEntry } from '@casillero/domain/outbox/new-entry';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { MoveHistoryEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { Transact } from '../documents.ts';
import type { FindBySender, ListByTime } from './kept-documents.ts';
import { nothingFollows, type Worker } from './work-off.ts';

/** Documents moved in one transaction: two writes each, well below Firestore's 500. */
const PAGE = 100;

/** After so many pages the rest is left to an entry of its own, so that no lease runs out. */
const PAGES_MAX = 50;

type Deps = {
  readonly transact: Transact;
  readonly list: ListByTime;
  readonly findBySender: FindBySender;
  readonly now: () => Date;
};

/**
 * Moves the history of a sender who turned out to be another (R4): messages to the other's conversation, batches and
 * screenshots to the other's name. Each page is one transaction that takes away what it puts elsewhere, so that a crash or a
 * repetition loses and doubles nothing.
 */
export const moveHistory = (deps: Deps): Worker<MoveHistoryEntry> => ({
  act: async (entry, id) => {
    for (let page = 0; page < PAGES_MAX; page++)
      if (!(await movePage(deps, entry))) return { kind: 'done', conclude: nothingFollows };
    const { tenantId, fromSenderId, toSenderId } = entry;
    const rest = { kind: 'move-history', tenantId, fromSenderId, toSenderId } as const;
    return {
      kind: 'done',
      conclude: async () => ({ writes: [], outbox: [newEntry(`${id}-rest`, rest, deps.now())] }),
    };
  },
  giveUp: () => nothingFollows,
});

/** @returns false when nothing was left to move */
async function movePage({ transact, list, findBySender }: Deps, entry: MoveHistoryEntry): Promise<boolean> {
  const { tenantId } = entry;
  const [from, to] = [entry.fromSenderId as SenderId, entry.toSenderId as SenderId];
  const messages = await list(paths.messages(tenantId, from), PAGE);
  if (messages.length > 0) {
    const pairs = messages.map(
      ({ id }) => [paths.message(tenantId, from, id), paths.message(tenantId, to, id)] as const,
    );
    await transact(async (read) => {
      const found = await read(pairs.map(([source]) => source));
      const sentIds = found.flatMap((fields) => (typeof fields?.sentId === 'string' ? [fields.sentId] : []));
      const sent = await read(sentIds.map((sentId) => paths.sentMessage(sentId)));
      const isSentKept = new Set(sentIds.filter((_, i) => sent[i]));
      const writes = pairs.flatMap(([source, target], i): DocumentWrite[] => {
        const fields = found[i];
        return fields === null || fields === undefined
          ? []
          : [
              { op: 'set', path: target, fields },
              { op: 'delete', path: source },
              // Statuses that are still to come find it where it is now.
              ...(typeof fields.sentId === 'string' && isSentKept.has(fields.sentId)
                ? [{ op: 'update' as const, path: paths.sentMessage(fields.sentId), fields: { path: target } }]
                : []),
            ];
      });
      return { writes, result: null };
    });
    return true;
  }
  for (const kind of ['batches', 'screenshots'] as const) {
    const ids = await findBySender(tenantId, kind, from, PAGE);
    if (ids.length === 0) continue;
    const at = ids.map((id) => (kind === 'batches' ? paths.batch(tenantId, id) : paths.screenshot(tenantId, id)));
    await transact(async (read) => {
      const found = await read(at);
      const writes = at.flatMap((path, i): DocumentWrite[] =>
        found[i]?.senderId === from ? [{ op: 'update', path, fields: { senderId: to } }] : [],
      );
      return { writes, result: null };
    });
    return true;
  }
  return false;
}
