import type { DocumentWrite } from '../records/document-write.ts';
import { paths } from '../records/paths.ts';
import type { SenderRecord } from '../records/routing-records.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import type { SenderAlias, SenderId } from './alias.ts';
import { type ExactPhone, foldPhone } from './phone.ts';

/** How, and since when, a sender belongs to a tenant. */
export type Tie = { readonly tenantId: TenantId; readonly since: Date; readonly via: SenderRecord['via'] };

/** A sender as a whole; each of its aliases' documents says the same. */
export type KnownSender = {
  readonly senderId: SenderId;
  /** never empty; the first one names its entry in the unrouted list */
  readonly aliases: readonly SenderAlias[];
  readonly staff: Tie | null;
  readonly binding: Tie | null;
  /** null: every form of its phone is proven */
  readonly provenAccounts: readonly string[] | null;
  /** names the record of its staff phone */
  readonly registeredAs: SenderAlias | null;
  readonly conversationsWith: readonly TenantId[];
  readonly firstSeen: { readonly at: Date; readonly via: SenderRecord['via'] };
};

/** A sender as nobody knows it yet. */
export const newSender = (
  senderId: SenderId,
  aliases: readonly SenderAlias[],
  via: SenderRecord['via'],
  now: Date,
): KnownSender => ({
  senderId,
  aliases,
  staff: null,
  binding: null,
  provenAccounts: [],
  registeredAs: null,
  conversationsWith: [],
  firstSeen: { at: now, via },
});

/** Reads a stored sender; what earlier records lack is filled in. @param alias of the document */
export function asKnown(record: SenderRecord, alias: SenderAlias): KnownSender {
  const { senderId, staffOf, boundTo, since, via } = record;
  const staff = staffOf === null ? null : { tenantId: staffOf as TenantId, since, via };
  return {
    senderId: senderId as SenderId,
    aliases: (record.aliases ?? [alias]) as SenderAlias[],
    staff,
    binding:
      boundTo === null
        ? null
        : { tenantId: boundTo as TenantId, since: record.boundSince ?? since, via: record.boundVia ?? via },
    provenAccounts: record.provenAccounts ?? (staff === null ? [] : null),
    registeredAs: (record.registeredAs ?? (staff === null ? null : alias)) as SenderAlias | null,
    conversationsWith: (record.conversationsWith ?? []) as TenantId[],
    firstSeen: { at: since, via },
  };
}

/** A sender as it is stored. */
export const asRecord = (sender: KnownSender): SenderRecord => ({
  senderId: sender.senderId,
  aliases: [...sender.aliases],
  staffOf: sender.staff?.tenantId ?? null,
  boundTo: sender.binding?.tenantId ?? null,
  since: sender.staff?.since ?? sender.binding?.since ?? sender.firstSeen.at,
  via: sender.staff?.via ?? sender.binding?.via ?? sender.firstSeen.via,
  boundSince: sender.binding?.since ?? null,
  boundVia: sender.binding?.via ?? null,
  ...(sender.provenAccounts === null ? {} : { provenAccounts: [...sender.provenAccounts] }),
  registeredAs: sender.registeredAs,
  conversationsWith: [...sender.conversationsWith],
});

/** The writes that make all its aliases say the same: a sender never changes otherwise. */
export const senderWrites = (sender: KnownSender): DocumentWrite[] =>
  sender.aliases.map((alias) => ({ op: 'upsert', path: paths.sender(alias), fields: asRecord(sender) }));

/** Whether a message from these accounts is by the very account that proved to be this staff phone (R54). */
export const isProven = (sender: KnownSender, accounts: readonly string[]): boolean =>
  sender.provenAccounts === null || accounts.some((account) => sender.provenAccounts?.includes(account) === true);

/** Whether its registration holds: not if its account moved to another number, and did not prove that one yet. */
export const isStaff = (sender: KnownSender): boolean =>
  sender.staff !== null && (sender.provenAccounts === null || sender.provenAccounts.length > 0);

/** The alias that an account is matched by. */
export const aliasOfAccount = (account: string): SenderAlias =>
  (account.startsWith('+') ? `phone:${foldPhone(account as ExactPhone)}` : account) as SenderAlias;

/** Ends a registration; a binding stays, and counts again. */
export const withoutStaff = (sender: KnownSender): KnownSender => ({
  ...sender,
  staff: null,
  provenAccounts: [],
  registeredAs: null,
});
