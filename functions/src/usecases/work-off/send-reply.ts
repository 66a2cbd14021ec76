import type { MessageRecord } from '@casillero/domain/records/intake-records';
import type { SendEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import type { SenderId } from '@casillero/domain/sender/alias';
import type { FindSentMessage, OutgoingMessage, SendMessage } from './ports.ts';
import type { Consequence, Worker } from './work-off.ts';

/** Sends one message (R91). After the first attempt it looks whether an earlier one got through before sending again. */
export const sendReply = (deps: {
  send: SendMessage;
  findSent: FindSentMessage;
  now: () => Date;
}): Worker<SendEntry> => ({
  act: async (entry, id) => {
    const message = { id, number: entry.number, address: entry.address, text: entry.text };
    const earlier = await sentEarlier(deps.findSent, entry, message);
    if (earlier === 'wait') return { kind: 'retry', reason: AWAITED };
    const sent = earlier === null ? await deps.send(message) : ({ ok: true, value: earlier } as const);
    if (!sent.ok) {
      const { code, message: words } = sent.failure;
      return { kind: code === 'permanent' ? 'dead' : 'retry', reason: { code, message: words } };
    }
    const { providerMessageId } = sent.value;
    // Taken by the provider is not sent yet: further states come from its word only (R30).
    const record = outgoing(entry, { state: 'queued', failure: null, providerMessageId, at: deps.now() });
    return {
      kind: 'done',
      conclude: async () => ({ ...inConversation(entry, id, record), entryFields: { providerMessageId } }),
    };
  },
  giveUp: (entry, id, reason) => async () =>
    inConversation(
      entry,
      id,
      outgoing(entry, { state: 'failed', failure: reason, providerMessageId: null, at: deps.now() }),
    ),
});

/** The code stays 'unknown': the next attempt has to look again. */
const AWAITED = {
  code: 'unknown',
  message: 'No answer came; the provider’s word on it is awaited before it is sent again.',
};

/** What an earlier attempt left at the provider: as a status told meanwhile, or as the provider finds it. */
async function sentEarlier(
  findSent: FindSentMessage,
  { attempts, providerMessageId, reason, createdAt }: SendEntry,
  message: OutgoingMessage,
): Promise<{ providerMessageId: string } | null | 'wait'> {
  if (providerMessageId !== null) return { providerMessageId };
  return attempts > 1 ? findSent(message, createdAt, { attempts, isUnknown: reason?.code === 'unknown' }) : null;
}

const outgoing = (
  entry: SendEntry,
  outcome: Pick<MessageRecord, 'state' | 'failure' | 'providerMessageId' | 'at'>,
): MessageRecord => ({ direction: 'out', text: entry.text, mediaCount: 0, ...outcome });

/** The message as the tenant's conversation shows it; a failed one stays visibly failed (R30). */
function inConversation({ tenantId, senderId }: SendEntry, id: string, record: MessageRecord): Consequence {
  if (tenantId === null || senderId === null) return { writes: [], outbox: [] };
  const path = paths.message(tenantId, senderId as SenderId, id);
  return { writes: [{ op: 'set', path, fields: record }], outbox: [] };
}
