import { sendName } from '@casillero/domain/outbox/outbox-id';
import type { MessageMediaRecord, MessageRecord } from '@casillero/domain/records/intake-records';
import type { SendEntry } from '@casillero/domain/records/outbox-record';
import { paths } from '@casillero/domain/records/paths';
import { sentMessageRecord } from '@casillero/domain/records/routing-records';
import type { ReadDocuments } from '../documents.ts';
import type { MediaLinkOf } from '../outgoing-files/media-link.ts';
import { recordSent, sentMessageIdOf } from '../record-status/sent-message.ts';
import { heldBack, type IsOurPhone, notReached } from './held-back.ts';
import type { MarkArrived } from './mark-arrived.ts';
import { decidedPlace, type MessagePlace, presentPlace } from './message-place.ts';
import {
  FINAL_SEND_FAILURES,
  type FindSentMessage,
  type OutgoingMedia,
  type OutgoingMessage,
  type SendMessage,
} from './ports.ts';
import type { Consequence, Worker } from './work-off.ts';

export type SendReplyDeps = {
  readonly send: SendMessage;
  readonly findSent: FindSentMessage;
  readonly markArrived: MarkArrived;
  /** where the provider fetches the file of a message */
  readonly mediaLinkOf: MediaLinkOf;
  readonly read: ReadDocuments;
  readonly isOurPhone: IsOurPhone;
  readonly now: () => Date;
};

/**
 * Sends one message (R91). After the first attempt it looks whether an earlier one got through before sending again. What it
 * answers is marked as read before: the answer ends the typing that is shown with that.
 */
export const sendReply = (deps: SendReplyDeps): Worker<SendEntry> => ({
  act: async (entry, id) => {
    const { number, address, text } = entry;
    const media = entry.media === null ? null : await outgoingMedia(deps.mediaLinkOf, id, entry.media);
    if (media === 'gone') return { kind: 'dead', reason: FILE_GONE };
    const message = { id: sendName(id, entry.round), number, address, text, media };
    const { place, conversation } =
      entry.by === null
        ? { place: decidedPlace(entry, id), conversation: null }
        : await presentPlace(deps.read, entry, id);
    const earlier = await sentEarlier(deps, entry, message, place.path);
    if (earlier === 'wait') return { kind: 'retry', reason: AWAITED };
    const held = earlier === null ? await heldBack(deps, entry, place, conversation) : null;
    if (held !== null) return held;
    if (earlier === null) await deps.markArrived(entry, true);
    const sent = earlier === null ? await deps.send(message) : ({ ok: true, value: earlier } as const);
    if (!sent.ok) {
      const { code, message: words } = sent.failure;
      const isFinal = FINAL_SEND_FAILURES.some((final) => final === code);
      return { kind: isFinal ? 'dead' : 'retry', reason: { code, message: words } };
    }
    const { providerMessageId } = sent.value;
    // Taken by the provider is not sent yet: further states come from its word only (R30).
    const record = { ...outgoing(entry, { state: 'queued', failure: null }, deps.now()), providerMessageId };
    return {
      kind: 'done',
      conclude: async (read) => {
        const recorded = await recordSent(read, entry.number, record, place.path, deps.now());
        const { writes } = inConversation(place, recorded.record);
        return { writes: [...writes, ...recorded.writes], outbox: [], entryFields: { providerMessageId } };
      },
    };
  },
  giveUp: (entry, id, reason) => async (read) => {
    const { place, conversation } = await presentPlace(read, entry, id);
    const failed = inConversation(place, outgoing(entry, { state: 'failed', failure: reason }, deps.now()));
    return { ...failed, writes: [...failed.writes, ...notReached(entry, place, conversation, reason, deps.now())] };
  },
});

const FILE_GONE = { code: 'file-gone', message: 'The file of this message is no longer kept.' };

/** The file as its provider gets it, under an address that is made for this attempt. */
async function outgoingMedia(
  linkOf: MediaLinkOf,
  id: string,
  { kind, contentType, fileName }: MessageMediaRecord,
): Promise<OutgoingMedia | 'gone'> {
  const link = await linkOf(id);
  return link === null ? 'gone' : { kind, source: { link }, contentType, fileName: fileName ?? null };
}

/** The code stays 'unknown': the next attempt has to look again. */
const AWAITED = {
  code: 'unknown',
  message: 'No answer came; the provider’s word on it is awaited before it is sent again.',
};

/** What an earlier attempt left at the provider: as a status told meanwhile, or as the provider finds it. */
async function sentEarlier(
  { findSent, read }: Pick<SendReplyDeps, 'findSent' | 'read'>,
  { attempts, providerMessageId, reason, createdAt }: SendEntry,
  message: OutgoingMessage,
  path: string | null,
): Promise<{ providerMessageId: string } | null | 'wait'> {
  if (providerMessageId !== null) return { providerMessageId };
  if (attempts === 1) return null;
  const isAnothers = async (id: string) => {
    const [fields] = await read([paths.sentMessage(sentMessageIdOf(message.number, id))]);
    const owner = fields ? sentMessageRecord.parse(fields).path : null;
    return owner !== null && owner !== path;
  };
  return findSent(message, createdAt, { attempts, isUnknown: reason?.code === 'unknown', isAnothers });
}

/** A person's message stands where it was written, others where they were sent. */
const outgoing = (entry: SendEntry, outcome: Pick<MessageRecord, 'state' | 'failure'>, now: Date): MessageRecord => ({
  direction: 'out',
  text: entry.text,
  mediaCount: entry.media === null ? 0 : 1,
  ...(entry.media === null ? {} : { media: [entry.media] }),
  providerMessageId: null,
  at: entry.by?.kind === 'member' ? entry.createdAt : now,
  by: entry.by,
  ...outcome,
});

/** The message as the tenant's conversation shows it; a failed one stays visibly failed (R30). */
const inConversation = ({ path, formerPath }: MessagePlace, record: MessageRecord): Consequence => ({
  writes: [
    ...(path === null ? [] : [{ op: 'set' as const, path, fields: record }]),
    // What is still to be moved from there would undo it.
    ...(formerPath === null ? [] : [{ op: 'delete' as const, path: formerPath }]),
  ],
  outbox: [],
});
