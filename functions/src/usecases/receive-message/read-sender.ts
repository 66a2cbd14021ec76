import type { Fields } from '@casillero/domain/records/document-write';
import { senderRecord } from '@casillero/domain/records/routing-records';
import { ownScopeOf, type SenderAlias } from '@casillero/domain/sender/alias';
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
  const refused = aliases.filter((alias, i) => !documents[i] && !hasRoomFor(alias, known));
  const isTaken = (name: string) => !refused.some((alias) => alias === name);
  const united = uniteSenders(aliases.filter(isTaken), known, accounts.filter(isTaken));
  return { ...united, state: united.isChanged ? 'changed' : 'same' };
}

/**
 * Most aliases that providers add to one sender: a phone, and a hidden id per portfolio and session that it writes to. Those that tenants'
 * own apps tell have as many places of their own, so that they take none from others.
 */
export const ALIASES_MOST = 50;

/**
 * Whether senders may get a name that nobody has yet: whoever can write user ids must not make one endless. Of a tenant's own app they get
 * one, which is all that there is of a person in one portfolio.
 */
export function hasRoomFor(alias: SenderAlias, known: readonly KnownSender[]): boolean {
  const scope = ownScopeOf(alias);
  return known.every(({ aliases }) => {
    const alike = aliases.filter((each) => (ownScopeOf(each) === null) === (scope === null));
    return alike.length < ALIASES_MOST && (scope === null || !alike.some((each) => each.startsWith(scope)));
  });
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
