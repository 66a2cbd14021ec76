import type { SenderConflictRecord } from '../records/routing-records.ts';
import type { SenderAlias } from './alias.ts';
import { aliasOfAccount, isProven, isStaff, type KnownSender } from './known-sender.ts';

/** Several aliases that are one person from now on (R4). */
export type United = {
  readonly sender: KnownSender;
  /** senders whose aliases and history become the united one's; their ids are given up */
  readonly dropped: readonly KnownSender[];
  /** what was known of them and contradicts the united sender; operators are to see it */
  readonly conflicts: readonly Conflict[];
  /** false: the documents of all its aliases say so already */
  readonly isChanged: boolean;
};

export type Conflict = Pick<SenderConflictRecord, 'kept' | 'dropped' | 'why'>;

/**
 * Makes one sender of all that is known under the aliases of one message or event. The same whatever the order of the
 * aliases: of several staff phones or bindings the oldest stands, since first contact wins; the id of the staff phone
 * stays, else of the bound one, else of the oldest. Senders who are known by different phones stay two: a hidden id that
 * both are seen with is a matter for a person, and must not make one phone the other's staff.
 * @param aliases all of the message, in its order
 * @param known the senders found under them, each once; never empty
 * @param accounts the exact accounts of the message: of a proven sender they count as proven from now on
 */
export function uniteSenders(
  aliases: readonly SenderAlias[],
  known: readonly KnownSender[],
  accounts: readonly string[] = [],
): United {
  const { first, others, apart } = whoIsOne(aliases, known);
  const joined = others.reduce(join, { sender: first, conflicts: [] as readonly Conflict[] });
  const { sender } = joined;
  const foreign = new Set(apart.flatMap((each) => each.aliases));
  const all = unique([...sender.aliases, ...aliases.filter((alias) => !foreign.has(alias))]);
  const proven = provenWith(
    sender,
    accounts.filter((account) => !foreign.has(aliasOfAccount(account))),
  );
  return {
    sender: { ...sender, aliases: all, provenAccounts: proven },
    dropped: others,
    conflicts: [...joined.conflicts, ...apart.map((other) => conflictOf('two-phones', first, other))],
    isChanged:
      others.length > 0 ||
      all.length !== first.aliases.length ||
      (proven?.length ?? 0) !== (first.provenAccounts?.length ?? 0),
  };
}

type WhoIsOne = {
  readonly first: KnownSender;
  readonly others: readonly KnownSender[];
  readonly apart: readonly KnownSender[];
};

function whoIsOne(aliases: readonly SenderAlias[], known: readonly KnownSender[]): WhoIsOne {
  const sorted = known.toSorted(byPrecedence);
  const holder = known.find((each) => phonesOf(each).some((phone) => aliases.includes(phone)));
  const anchor = holder ?? sorted.find((each) => phonesOf(each).length > 0);
  const isApart = (each: KnownSender) => anchor !== undefined && each !== anchor && phonesOf(each).length > 0;
  const [first, ...others] = sorted.filter((each) => !isApart(each));
  if (first === undefined) throw new RangeError('There is no sender to unite.');
  return { first, others, apart: sorted.filter(isApart) };
}

const phonesOf = ({ aliases }: KnownSender): readonly SenderAlias[] => aliases.filter(isPhone);
const isPhone = (alias: string): boolean => alias.startsWith('phone:');

/** Staff before bound before others; the older before the younger; equal ones by id, so that it never depends on chance. */
function byPrecedence(a: KnownSender, b: KnownSender): number {
  return rank(a) - rank(b) || sinceOf(a) - sinceOf(b) || (a.senderId < b.senderId ? -1 : 1);
}

const rank = (sender: KnownSender): number => (isStaff(sender) ? 0 : sender.binding !== null ? 1 : 2);
const sinceOf = ({ staff, binding, firstSeen }: KnownSender): number =>
  (staff?.since ?? binding?.since ?? firstSeen.at).getTime();

type Joined = { readonly sender: KnownSender; readonly conflicts: readonly Conflict[] };

/** `kept` comes first by precedence: its registration stands. Of two bindings the older one does. */
function join({ sender: kept, conflicts }: Joined, other: KnownSender): Joined {
  const isSameTenant = kept.staff !== null && kept.staff.tenantId === other.staff?.tenantId;
  const staff = kept.staff ?? other.staff;
  const binding = older(kept.binding, other.binding);
  const takesStaffOf = kept.staff === null ? other : kept;
  const sender: KnownSender = {
    ...kept,
    aliases: unique([...kept.aliases, ...other.aliases]),
    staff,
    binding,
    provenAccounts: isSameTenant ? bothProven(kept, other) : takesStaffOf.provenAccounts,
    registeredAs: takesStaffOf.registeredAs,
    conversationsWith: unique([...kept.conversationsWith, ...other.conversationsWith]),
  };
  const isStaffTorn = kept.staff !== null && other.staff !== null && !isSameTenant;
  const isBindingTorn =
    kept.binding !== null && other.binding !== null && kept.binding.tenantId !== other.binding.tenantId;
  const lost = { staff: other.staff, binding: binding === kept.binding ? other.binding : kept.binding };
  const why = isStaffTorn ? 'two-staff-tenants' : isBindingTorn ? 'two-bindings' : null;
  return { sender, conflicts: why === null ? conflicts : [...conflicts, conflictOf(why, sender, lost)] };
}

type Ties = Pick<KnownSender, 'staff' | 'binding'>;
const tenantsOf = ({ staff, binding }: Ties) => ({
  staffOf: staff?.tenantId ?? null,
  boundTo: binding?.tenantId ?? null,
});
const conflictOf = (why: Conflict['why'], kept: Ties, dropped: Ties): Conflict => ({
  kept: tenantsOf(kept),
  dropped: tenantsOf(dropped),
  why,
});

const bothProven = (a: KnownSender, b: KnownSender): readonly string[] | null =>
  a.provenAccounts === null || b.provenAccounts === null ? null : unique([...a.provenAccounts, ...b.provenAccounts]);

const older = (a: KnownSender['binding'], b: KnownSender['binding']): KnownSender['binding'] =>
  a === null || (b !== null && b.since < a.since) ? (b ?? a) : a;

/**
 * The provider vouches that a message's accounts are one: where one is proven, all are. But a hidden id proves no second
 * phone: numbers are given to others, and somebody else may vouch for it.
 */
function provenWith(sender: KnownSender, accounts: readonly string[]): readonly string[] | null {
  const { provenAccounts } = sender;
  if (provenAccounts === null || !isStaff(sender) || !isProven(sender, accounts)) return provenAccounts;
  const hasPhone = phonesOf(sender).length > 0;
  return unique([...provenAccounts, ...accounts.filter((account) => !hasPhone || !account.startsWith('+'))]);
}

const unique = <Each>(list: readonly Each[]): readonly Each[] => [...new Set(list)];
