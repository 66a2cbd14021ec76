import type { SenderAlias } from './alias.ts';
import { aliasOfAccount, type KnownSender } from './known-sender.ts';
import { type Conflict, type United, uniteSenders } from './unite-senders.ts';

/** What a move of an account to another number or id comes to. */
export type AliasMove =
  /** it is the same sender as before under the new alias; `united.dropped` are senders it turned out to be as well */
  | { readonly kind: 'moved'; readonly united: United; readonly needsProof: boolean }
  /** the new alias is somebody's whose relations say otherwise: only the old one is given up, and people decide */
  | { readonly kind: 'apart'; readonly sender: KnownSender; readonly conflict: Conflict };

/**
 * An account moved from one alias to another (R4): binding and history go along, and the old alias is nobody's any more,
 * since numbers are given to others. A registration goes along only as far as other aliases of the sender are proven:
 * possession of the new number has to be shown by a message from it (R54).
 * @param sender who was known by `from`  @param holder who is known by `to`, if anybody
 */
export function moveAlias(
  from: SenderAlias,
  to: SenderAlias,
  sender: KnownSender,
  holder: KnownSender | null,
): AliasMove {
  const left: KnownSender = {
    ...sender,
    aliases: sender.aliases.filter((alias) => alias !== from),
    provenAccounts: (sender.provenAccounts ?? []).filter((account) => aliasOfAccount(account) !== from),
  };
  const needsProof = sender.staff !== null && left.provenAccounts?.length === 0;
  const other = holder === null || holder.senderId === sender.senderId ? null : holder;
  if (other !== null && contradicts(left, other))
    return {
      kind: 'apart',
      sender: left,
      conflict: {
        kept: { staffOf: other.staff?.tenantId ?? null, boundTo: other.binding?.tenantId ?? null },
        dropped: { staffOf: sender.staff?.tenantId ?? null, boundTo: sender.binding?.tenantId ?? null },
        why: 'moved-to-known-sender',
      },
    };
  const named = { ...left, registeredAs: left.registeredAs === from ? to : left.registeredAs };
  // The history's own id stays: of the two, the one that moved is the longer known.
  const united = uniteSenders([to], other === null ? [named] : [named, other]);
  return { kind: 'moved', united: { ...united, isChanged: true }, needsProof };
}

/** Somebody's staff phone, or another tenant's contact: perhaps whoever had the number before. */
const contradicts = (sender: KnownSender, holder: KnownSender): boolean =>
  holder.staff !== null ||
  (holder.binding !== null && sender.binding !== null && holder.binding.tenantId !== sender.binding.tenantId) ||
  (sender.aliases.some(isPhone) && holder.aliases.some(isPhone));

const isPhone = (alias: SenderAlias): boolean => alias.startsWith('phone:');
