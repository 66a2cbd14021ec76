import {
  type Provider,
  type ReceivingNumber,
  splitReceivingNumber,
} from '@casillero/domain/receiving-number/receiving-number';
import { fail } from '@casillero/domain/result';
import type { DownloadMedia, FindSentMessage, MarkRead, SendMessage } from '../usecases/work-off/ports.ts';

/** What one provider offers. */
export type ProviderPorts = {
  readonly send: SendMessage;
  readonly findSent: FindSentMessage;
  readonly download: DownloadMedia;
  /** null: it has no such thing */
  readonly markRead: MarkRead | null;
};

/** Gives a provider's ports; made on first use, since not every function needs every provider. */
export type Providers = Readonly<Partial<Record<Provider, () => ProviderPorts>>>;

/** The ports of all providers as one: the receiving number decides whose (R50), a medium's own provider where it came from. */
export function byProvider(providers: Providers): ProviderPorts & { readonly markRead: MarkRead } {
  const named = (provider: string): ProviderPorts | null =>
    Object.hasOwn(providers, provider) ? (providers[provider as Provider]?.() ?? null) : null;
  const of = (number: string) => named(splitReceivingNumber(number as ReceivingNumber).provider);
  return {
    send: async (message) =>
      of(message.number)?.send(message) ??
      fail(
        'number-not-yours',
        `No provider sends from ${message.number}.`,
        'Look at the number in the list of numbers.',
      ),
    findSent: async (message, since, earlier) => of(message.number)?.findSent(message, since, earlier) ?? null,
    download: async (reference, maxBytes) =>
      named(reference.provider)?.download(reference, maxBytes) ??
      fail('not-allowed', 'The medium is of no provider here.', 'Look at the message in the inbox.'),
    markRead: async (message, isTyping, signal) => of(message.number)?.markRead?.(message, isTyping, signal) ?? false,
  };
}
