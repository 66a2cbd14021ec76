import { dayKey } from '../../formats/day.ts';
import type { Message } from './ports.ts';

/** What somebody thought of a message; the latest of each side counts. */
export type Reaction = { readonly emoji: string; readonly direction: Message['direction'] };

/** A line of a thread. */
export type ThreadRow =
  | { readonly kind: 'day'; readonly id: string; readonly at: Date }
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly message: Message;
      /** the message that it answers; 'not-loaded': an older one than what is shown, or one that was never kept */
      readonly quoted: Message | 'not-loaded' | null;
      readonly reactions: readonly Reaction[];
    }
  /** an edit, a deletion or a reaction whose original is not shown */
  | { readonly kind: 'note'; readonly id: string; readonly message: Message; readonly relation: NoteRelation };

type NoteRelation = 'reaction' | 'edit' | 'deletion';

/** Whether a message only says something about an earlier one. */
const noteRelation = ({ about }: Message): NoteRelation | null =>
  about && about.relation !== 'reply' ? about.relation : null;

/**
 * A thread as it is read: a line before the first message of each day, reactions at what they are about, edits and
 * deletions in what they changed (their original says so itself), and as lines of their own where that is not shown.
 *
 * @param messages oldest first
 */
export function threadRows(messages: readonly Message[]): readonly ThreadRow[] {
  const originals = new Map(
    messages.flatMap((message) =>
      message.providerMessageId !== null && noteRelation(message) === null
        ? [[message.providerMessageId, message] as const]
        : [],
    ),
  );
  const reactions = reactionsIn(messages);
  const rows: ThreadRow[] = [];
  let day = '';
  for (const message of messages) {
    const relation = noteRelation(message);
    const original = message.about ? originals.get(message.about.providerMessageId) : undefined;
    if (relation !== null && (original || (relation === 'reaction' && message.text === ''))) continue;
    if (dayKey(message.at) !== day) {
      day = dayKey(message.at);
      rows.push({ kind: 'day', id: `day ${day}`, at: message.at });
    }
    const { id } = message;
    if (relation !== null) rows.push({ kind: 'note', id, message, relation });
    else {
      const quoted = message.about ? (original ?? 'not-loaded') : null;
      rows.push({
        kind: 'message',
        id,
        message,
        quoted,
        reactions: reactions.get(message.providerMessageId ?? '') ?? [],
      });
    }
  }
  return rows;
}

/** Reactions by the provider's id of what they are about. Each side has one; an empty one takes it back. */
function reactionsIn(messages: readonly Message[]): ReadonlyMap<string, readonly Reaction[]> {
  const found = new Map<string, Reaction[]>();
  for (const { about, direction, text } of messages) {
    if (about?.relation !== 'reaction') continue;
    const others = (found.get(about.providerMessageId) ?? []).filter((each) => each.direction !== direction);
    found.set(about.providerMessageId, text === '' ? others : [...others, { emoji: text, direction }]);
  }
  return found;
}
