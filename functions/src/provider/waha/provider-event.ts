import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import type { ProviderEvent } from '../../usecases/take-events/take-events.ts';
import { keptJson } from '../json-fields.ts';
import { type WahaEvent, withPhone, withRecipientPhone } from './parse-event.ts';

/** The phone behind a hidden id of a session, or null. */
export type ResolveHiddenId = (session: string, hiddenId: string) => Promise<string | null>;

/** What is taken in of an event: people who hide their phone are asked for first. @param body what it was read from */
export async function providerEventOf(
  resolve: ResolveHiddenId,
  event: Exclude<WahaEvent, { kind: 'unused' | 'session' }>,
  body: unknown,
): Promise<ProviderEvent> {
  return { ...(await eventOf(resolve, event, body)), body: () => keptJson(body).json };
}

async function eventOf(
  resolve: ResolveHiddenId,
  event: Exclude<WahaEvent, { kind: 'unused' | 'session' }>,
  body: unknown,
): Promise<ProviderEvent> {
  switch (event.kind) {
    case 'message':
      return { kind: 'message', message: await known(resolve, event.message, event.hiddenId) };
    case 'ignored':
      return event;
    case 'own-message': {
      const { message, hiddenId } = event;
      const address = hiddenId === null ? null : await resolve(message.account, hiddenId);
      return { kind: 'own-message', message: address === null ? message : withRecipientPhone(message, address) };
    }
    case 'status':
      return { kind: 'status', status: event.status, outboxId: null };
    case 'unreadable':
      return { kind: 'unreadable', why: event.why, content: keptJson(body).json };
  }
}

async function known(
  resolve: ResolveHiddenId,
  message: InboundMessage,
  hiddenId: string | null,
): Promise<InboundMessage> {
  const address = hiddenId === null ? null : await resolve(message.account, hiddenId);
  return address === null ? message : withPhone(message, address);
}
