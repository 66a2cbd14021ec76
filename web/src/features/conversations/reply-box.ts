import type { Failure, Result } from '@casillero/domain/result';
import type { Message } from './ports.ts';

/** A reply that was written here and that the live conversation does not show yet. */
export type UnsentReply = {
  /** names it here, whatever becomes of it */
  readonly id: string;
  /** names the act: the same for all attempts whose outcome is not known, so that it is sent once */
  readonly key: string;
  readonly text: string;
  readonly file: File | null;
  /** of the file: bytes that have arrived */
  readonly sentBytes: number;
  readonly at: Date;
  readonly state: 'sending' | 'failed' | 'taken';
  readonly failure: Failure | null;
  /** false once the server has refused it: then the conversation cannot show it */
  readonly mayHaveArrived: boolean;
  /** as the conversation keeps it; null until the server has told */
  readonly messageId: string | null;
  /** what the conversation showed when it was written; null: it did not show anything yet */
  readonly shownBefore: ShownBefore | null;
};

/** What a later message is told by: its time, in milliseconds, and that it is none of these. Sending again renews the time. */
export type ShownBefore = { readonly newestAt: number; readonly ids: ReadonlySet<string> };

/** What is being written to one contact, and what was and is not there yet. */
export type ReplyBoxState = {
  readonly draft: string;
  /** goes along with the draft */
  readonly file: File | null;
  readonly unsent: readonly UnsentReply[];
};

export type ReplyBox = {
  readonly subscribe: (onChange: () => void) => () => void;
  readonly getSnapshot: () => ReplyBoxState;
  readonly write: (draft: string) => void;
  readonly attach: (file: File | null) => void;
  /** Sends what is written, after those before it; nothing if nothing is. @param shown null: they are not known yet */
  readonly send: (shown: readonly Message[] | null) => void;
  readonly retry: (id: string) => void;
  /** Puts one that failed back into the field, before what stands there. */
  readonly takeBack: (id: string) => void;
  /** Forgets what the conversation shows by now. */
  readonly forget: (ids: readonly string[]) => void;
};

/**
 * The field in which a contact is answered. It outlives the page that shows it, so that a draft is kept, and what was sent
 * goes on, while another conversation is looked at. Replies go out one after the other, in the order in which they were
 * written.
 *
 * @param edges.send refusals are values; `isUnknownOutcome` tells those after which it may have been sent all the same
 */
export function makeReplyBox(edges: {
  readonly send: (
    reply: Pick<UnsentReply, 'text' | 'file' | 'key'>,
    onProgress: (sentBytes: number) => void,
  ) => Promise<Result<{ readonly messageId: string }>>;
  readonly isUnknownOutcome: (failure: Failure) => boolean;
  readonly newKey: () => string;
  readonly now: () => Date;
}): ReplyBox {
  let state: ReplyBoxState = { draft: '', file: null, unsent: [] };
  let isSending = false;
  const listeners = new Set<() => void>();
  const become = (next: Partial<ReplyBoxState>) => {
    state = { ...state, ...next };
    for (const listener of [...listeners]) listener();
  };
  const change = (id: string, fields: Partial<UnsentReply>) =>
    become({ unsent: state.unsent.map((reply) => (reply.id === id ? { ...reply, ...fields } : reply)) });

  const work = async () => {
    if (isSending) return;
    isSending = true;
    for (let next = nextOf(state); next; next = nextOf(state)) {
      const { id } = next;
      const sent = await edges.send(next, (sentBytes) => change(id, { sentBytes }));
      if (sent.ok) change(next.id, { state: 'taken', messageId: sent.value.messageId });
      else {
        const { failure } = sent;
        change(next.id, { state: 'failed', failure, mayHaveArrived: edges.isUnknownOutcome(failure) });
      }
    }
    isSending = false;
  };
  return {
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    getSnapshot: () => state,
    write: (draft) => become({ draft }),
    attach: (file) => become({ file }),
    send(shown) {
      const text = state.draft.trim();
      const { file } = state;
      if (text === '' && file === null) return;
      const key = edges.newKey();
      const shownBefore = shown && shownBeforeOf(shown);
      const nothingKnown = { failure: null, mayHaveArrived: true, messageId: null };
      const written = { id: key, key, text, file, sentBytes: 0, at: edges.now() };
      const reply = { ...written, state: 'sending', ...nothingKnown, shownBefore } as const;
      become({ draft: '', file: null, unsent: [...state.unsent, reply] });
      void work();
    },
    retry(id) {
      const reply = state.unsent.find((each) => each.id === id);
      if (reply?.state !== 'failed') return;
      const key = reply.mayHaveArrived ? reply.key : edges.newKey();
      change(id, { state: 'sending', failure: null, mayHaveArrived: true, key });
      void work();
    },
    takeBack(id) {
      const reply = state.unsent.find((each) => each.id === id);
      if (reply?.state !== 'failed') return;
      const draft = [reply.text, state.draft].filter(Boolean).join('\n');
      const file = state.file ?? reply.file;
      become({ draft, file, unsent: state.unsent.filter((each) => each.id !== id) });
    },
    forget(ids) {
      const unsent = state.unsent.filter(({ id }) => !ids.includes(id));
      if (unsent.length < state.unsent.length) become({ unsent });
    },
  };
}

const nextOf = ({ unsent }: ReplyBoxState): UnsentReply | undefined => unsent.find(({ state }) => state === 'sending');

const shownBeforeOf = (messages: readonly Message[]): ShownBefore => ({
  newestAt: Math.max(...messages.map(({ at }) => at.getTime())),
  ids: new Set(messages.map(({ id }) => id)),
});

/**
 * Which unsent replies the conversation shows already. The listener is often faster than the server's answer, which alone
 * says the message's id: until then a reply is the first message of its writer with its text that is newer than all that
 * was shown when it was written. Where nothing was shown yet, only the id tells.
 *
 * @param messages oldest first
 */
export function arrivedReplies(
  unsent: readonly UnsentReply[],
  messages: readonly Message[],
  writerUid: string,
): readonly string[] {
  const taken = new Set<string>();
  return unsent.flatMap((reply) => {
    const message = messages.find(
      (each) =>
        !taken.has(each.id) && (reply.messageId === null ? mayBe(reply, each, writerUid) : each.id === reply.messageId),
    );
    if (message) taken.add(message.id);
    return message ? [reply.id] : [];
  });
}

/** Whether a message looks like a reply whose message the server has not named. */
const mayBe = (reply: UnsentReply, { id, at, by, text, mediaCount }: Message, writerUid: string): boolean =>
  reply.mayHaveArrived &&
  reply.shownBefore !== null &&
  at.getTime() > reply.shownBefore.newestAt &&
  !reply.shownBefore.ids.has(id) &&
  by?.kind === 'member' &&
  by.uid === writerUid &&
  text === reply.text &&
  mediaCount > 0 === (reply.file !== null);
