import { createHash } from 'node:crypto';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { SenderAlias, SenderId } from '@casillero/domain/sender/alias';

type Named = Pick<InboundMessage, 'provider' | 'account' | 'providerMessageId'>;

/** Provider, account and message id name a message; hashed, since ids may rise and may hold slashes (docs/design.md). */
export const inboxIdOf = ({ provider, account, providerMessageId }: Named): string =>
  hash(JSON.stringify([provider, account, providerMessageId])).slice(0, 32);

/** Names an event of the provider that is no message. */
export const eventIdOf = (event: {
  readonly provider: string;
  readonly account: string;
  readonly eventId: string;
}): string => hash(JSON.stringify(['event', event.provider, event.account, event.eventId])).slice(0, 32);

/** The id of a sender seen for the first time: made of its alias, so that a repetition makes the same one. */
export const newSenderId = (alias: SenderAlias): SenderId => hash(alias).slice(0, 24) as SenderId;

/** The id of whoever holds an alias after its earlier holder moved away (R4). */
export const nextHolderId = (alias: SenderAlias, eventId: string): SenderId =>
  hash(JSON.stringify([alias, eventId])).slice(0, 24) as SenderId;

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
