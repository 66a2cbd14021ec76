import { sendMessage } from '@casillero/domain/api/conversations';
import { useEffect, useSyncExternalStore } from 'react';
import { useCallEndpoint } from '../../api/api-context.ts';
import { isUnknownOutcome } from '../../api/use-act.ts';
import type { Message, SendFile } from './ports.ts';
import { arrivedReplies, makeReplyBox, type ReplyBox, type ReplyBoxState } from './reply-box.ts';
import { useReplyBoxes } from './reply-boxes.ts';

/** The reply box of a conversation, as it was left; what the conversation shows by now is no longer in it. */
export function useReplyBox(
  tenantId: string,
  senderId: string,
  messages: readonly Message[],
  readerUid: string,
  sendFile: SendFile,
): { box: ReplyBox; state: ReplyBoxState } {
  const boxes = useReplyBoxes();
  const callEndpoint = useCallEndpoint();
  const name = `${tenantId}/${senderId}`;
  const known = boxes.get(name);
  const box =
    known ??
    makeReplyBox({
      send: async ({ text, file, key }, onProgress) => {
        const sent = file === null ? null : await sendFile(senderId, file, onProgress);
        if (sent !== null && !sent.ok) return sent;
        const attached = sent === null ? {} : { uploadId: sent.value.uploadId };
        const body = { text, ...attached };
        return callEndpoint(sendMessage, { params: { tenantId, senderId }, query: {}, body }, key);
      },
      isUnknownOutcome,
      newKey: () => crypto.randomUUID(),
      now: () => new Date(),
    });
  if (!known) boxes.set(name, box);
  const { draft, file, unsent } = useSyncExternalStore(box.subscribe, box.getSnapshot);
  const arrived = arrivedReplies(unsent, messages, readerUid);
  // Not before the server has told: another attempt may need its key. Until then it is only not drawn.
  const done = unsent.filter(({ id, state }) => state !== 'sending' && arrived.includes(id)).map(({ id }) => id);
  const settled = done.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `settled` names them
  useEffect(() => {
    if (settled !== '') box.forget(done);
  }, [box, settled]);
  return { box, state: { draft, file, unsent: unsent.filter(({ id }) => !arrived.includes(id)) } };
}
