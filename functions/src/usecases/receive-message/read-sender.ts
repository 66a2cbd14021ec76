import type { Fields } from '@casillero/domain/records/document-write';
import { senderRecord } from '@casillero/domain/records/routing-records';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { asKnown, type KnownSender, newSender } from '@casillero/domain/sender/known-sender';
import { type United, uniteSenders } from '@casillero/domain/sender/unite-senders';
import { newSenderId } from './message-id.ts';
import { parsed } from './parse-record.ts';

/** The sender of a message or event, as united of all that is known under its aliases. */
export type SenderFound = United & { readonly state: 'unknown' | 'changed' | 'same' };

/**
 * Makes one sender of the documents of its aliases; all aliases of a sender say the same, so that one of them is enough.
 * @param documents of `senders`, in the order of `aliases`; null where there is none
 */
export function senderOf(
  aliases: readonly [SenderAlias, ...SenderAlias[]],
  documents: readonly (Fields | null | undefined)[],
  accounts: readonly string[],
  now: Date,
): SenderFound {
  const known = knownSenders(aliases, documents);
  if (known.length === 0) {
    const sender = newSender(newSenderId(aliases[0]), aliases, 'message', now);
    return { sender, dropped: [], conflicts: [], isChanged: false, state: 'unknown' };
  }
  const united = uniteSenders(withinBounds(aliases, documents, known), known, accounts);
  return { ...united, state: united.isChanged ? 'changed' : 'same' };
}

/** Most aliases that providers add to one sender: a phone, and a hidden id per portfolio and session that it writes to. */
export const ALIASES_MOST = 50;

/** Without the names that nobody has yet, if the sender has enough: whoever can write user ids must not make one endless. */
function withinBounds(
  aliases: readonly SenderAlias[],
  documents: readonly (Fields | null | undefined)[],
  known: readonly KnownSender[],
): readonly SenderAlias[] {
  const isFull = known.some((each) => each.aliases.length >= ALIASES_MOST);
  return isFull ? aliases.filter((_, i) => documents[i]) : aliases;
}

/** The senders behind aliases' documents, each once. */
export function knownSenders(
  aliases: readonly SenderAlias[],
  documents: readonly (Fields | null | undefined)[],
): readonly KnownSender[] {
  const byId = new Map<string, KnownSender>();
  for (const [i, alias] of aliases.entries()) {
    const record = parsed(senderRecord, documents[i]);
    if (record !== null && !byId.has(record.senderId)) byId.set(record.senderId, asKnown(record, alias));
  }
  return [...byId.values()];
}
