import { senderAlias } from '@casillero/domain/api/sender-params';
import { conversationRecord } from '@casillero/domain/records/intake-records';
import { paths } from '@casillero/domain/records/paths';
import { unroutedRecord } from '@casillero/domain/records/routing-records';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { ok, type Result } from '@casillero/domain/result';
import { phoneAlias, type SenderAlias } from '@casillero/domain/sender/alias';
import { isStaff, type KnownSender, newSender, type Tie } from '@casillero/domain/sender/known-sender';
import { parsePhone } from '@casillero/domain/sender/phone';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import type { ReadDocuments } from '../documents.ts';
import { newSenderId } from '../receive-message/message-id.ts';
import { parsed } from '../receive-message/parse-record.ts';
import { noSuchSender, readKnownSender } from './read-known-sender.ts';

/** An alias of the sender with this id, or null. */
export type FindAliasOf = (senderId: string) => Promise<SenderAlias | null>;

type NamedTie = Tie & { readonly name: string };

/** What operators see of a sender (R56). */
export type SenderSeen = {
  readonly sender: KnownSender;
  readonly staff: (NamedTie & { readonly isProven: boolean }) | null;
  readonly binding: NamedTie | null;
  readonly conversations: readonly {
    readonly tenantId: TenantId;
    readonly name: string;
    readonly kind: 'intake' | 'contact';
    readonly lastMessageAt: Date;
  }[];
  readonly isUnrouted: boolean;
};

export type LookUpSender = (words: string) => Promise<Result<SenderSeen, 'not-found'>>;

/** Finds a sender by a phone in any spelling, an alias, or its id (R56). */
export const makeLookUpSender =
  (deps: { readonly read: ReadDocuments; readonly findAlias: FindAliasOf; readonly now: () => Date }): LookUpSender =>
  async (words) => {
    const alias = aliasIn(words) ?? (await deps.findAlias(words));
    if (alias === null) return noSuchSender();
    const known = await readKnownSender(deps.read, alias);
    const sender = known ?? newSender(newSenderId(alias), [alias], 'message', deps.now());
    const [unroutedFields] = await deps.read([paths.unrouted(sender.aliases[0] ?? alias)]);
    const unrouted = parsed(unroutedRecord, unroutedFields);
    if (known === null && unrouted === null) return noSuchSender();
    const tenantIds = tenantsOf(sender);
    const found = await deps.read(
      tenantIds.flatMap((tenantId) => [paths.tenant(tenantId), paths.conversation(tenantId, sender.senderId)]),
    );
    const names = new Map(tenantIds.map((id, i) => [id, parsed(tenantRecord, found[2 * i])?.name ?? id]));
    const named = (tie: Tie | null) => tie && { ...tie, name: names.get(tie.tenantId) ?? tie.tenantId };
    const staff = named(sender.staff);
    return ok({
      sender,
      staff: staff && { ...staff, isProven: isStaff(sender) },
      binding: named(sender.binding),
      conversations: tenantIds.flatMap((tenantId, i) => {
        const conversation = parsed(conversationRecord, found[2 * i + 1]);
        if (conversation === null) return [];
        const { kind, lastMessageAt } = conversation;
        return [{ tenantId, name: names.get(tenantId) ?? tenantId, kind, lastMessageAt }];
      }),
      isUnrouted: unrouted?.state === 'open',
    });
  };

function aliasIn(words: string): SenderAlias | null {
  if (!words.startsWith('phone:') && senderAlias.safeParse(words).success) return words as SenderAlias;
  const phone = parsePhone(words.replace(/^phone:/, ''), 'person');
  return phone.ok ? phoneAlias(phone.value) : null;
}

const tenantsOf = ({ conversationsWith, staff, binding }: KnownSender): TenantId[] => [
  ...new Set([...conversationsWith, ...[staff, binding].flatMap((tie) => (tie === null ? [] : [tie.tenantId]))]),
];
