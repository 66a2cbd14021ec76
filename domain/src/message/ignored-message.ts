import type { Provider, ReceivingNumber } from '../receiving-number/receiving-number.ts';

/**
 * Why something that a provider told is left aside. group, channel, broadcast (stories and lists): nobody's conversation. identity: another security code of the same person. own-echo: sent by
 * us, or by our own phone in a form that no conversation shows. echo-of-nobody: typed on our own phone to somebody whom no importer knows.
 * waiting: announces a message that follows by itself. history, state-sync: of a phone's time before it came here. status: a word that says
 * nothing about delivery. problem: told of the number, apart from messages. unused: of a kind that we make no use of.
 */
export const IGNORED_REASONS = [
  'group',
  'channel',
  'broadcast',
  'identity',
  'own-echo',
  'echo-of-nobody',
  'waiting',
  'history',
  'state-sync',
  'status',
  'problem',
  'unused',
] as const;
export type IgnoredReason = (typeof IGNORED_REASONS)[number];

/** Something that is not served: that it came is kept (R3), nothing of what it says. */
export type IgnoredMessage = {
  readonly provider: Provider;
  /** as in InboundMessage: part of what names it */
  readonly account: string;
  /** the provider's id; made of the facts where it has none, so that a repetition has the same */
  readonly providerMessageId: string;
  /** null: it is about a whole account */
  readonly number: ReceivingNumber | null;
  readonly why: IgnoredReason;
  /** the provider's word for what it is */
  readonly kind: string;
  readonly at: Date;
};
