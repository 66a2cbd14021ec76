import type { LinkCode } from '../link-code/link-code.ts';
import type { InboundMessage } from '../message/inbound-message.ts';
import type { OutboxEntry } from '../outbox/new-entry.ts';
import type { DocumentWrite } from '../records/document-write.ts';
import type { BatchRecord, ConversationRecord, MessageRecord, ScreenshotRecord } from '../records/intake-records.ts';
import type { RateLimitRecord } from '../records/registration-record.ts';
import type { UnroutedRecord } from '../records/routing-records.ts';
import type { TenantRecord } from '../records/tenant-record.ts';
import type { ProofVerdict } from '../registration/judge-proof.ts';
import type { RegistrationFacts } from '../registration/register-phone.ts';
import type { Owner, Route } from '../routing/route.ts';
import type { KnownSender } from '../sender/known-sender.ts';
import type { Conflict } from '../sender/unite-senders.ts';
import type { TenantId } from '../tenant/tenant-id.ts';

/** What was read about one owner of the message. */
export type OwnerFacts = {
  readonly owner: Owner;
  /** null: the tenant is gone */
  readonly tenant: TenantRecord | null;
  readonly conversation: ConversationRecord | null;
  readonly batch: { readonly id: string; readonly record: BatchRecord } | null;
  /** the batch's last screenshot that counts; asked for only when the message is to take it back */
  readonly lastScreenshot?: { readonly id: string; readonly record: ScreenshotRecord } | null;
  /** the sender's own earlier message that this one is about; asked for only where it is about one */
  readonly original?: { readonly id: string; readonly record: MessageRecord } | null;
  /** where that message is or will be, and when the latest edit of it was made that came so far */
  readonly note?: { readonly id: string; readonly revisedAt: Date | null };
};

/** What was read of a registration code in the text. */
export type ProofOutcome = {
  readonly verdict: ProofVerdict;
  /** of a code that exists */
  readonly registration: RegistrationFacts | null;
  /** the tenant of a code that exists; null: gone, or no such code */
  readonly tenant: TenantRecord | null;
  readonly tries: RateLimitRecord | null;
};

/** What two senders who turned out to be one leave to do (R4). */
export type UnionOutcome = {
  readonly conflicts: readonly Conflict[];
  /** tenants with conversations to unite, and the writes that do so */
  readonly writes: readonly DocumentWrite[];
  /** conversations whose messages are to be moved */
  readonly moves: readonly { readonly tenantId: TenantId; readonly fromId: string; readonly intoId: string }[];
};

export type ReceiveFacts = {
  readonly message: InboundMessage;
  readonly inboxId: string;
  readonly route: Route;
  /** as it is before this message does anything but tell that its aliases are one */
  readonly sender: KnownSender;
  /** unknown: no document of it is there; changed: its aliases were united or extended; same: as stored */
  readonly senderState: 'unknown' | 'changed' | 'same';
  readonly union: UnionOutcome | null;
  readonly owners: readonly OwnerFacts[];
  /** the link that the text begins with, if it is one that is switched on */
  readonly link: { readonly tenantId: TenantId; readonly code: LinkCode } | null;
  /** null: there is no code in the text, or an ordinary text that looks like one */
  readonly proof: ProofOutcome | null;
  /** the sender's entry in the unrouted list; asked for only when nobody owns the message, or it makes an owner */
  readonly unrouted: UnroutedRecord | null;
  /** the message comes from a number of ours: it is kept, and never answered, or two of them would never stop */
  readonly isFromOurselves: boolean;
  readonly now: Date;
};

export type ReceiveDecision = { readonly writes: readonly DocumentWrite[]; readonly outbox: readonly OutboxEntry[] };
