import type { Act } from './persons-message.ts';
import type { Provider } from './provider.ts';
import type { TimelineMedia, TimelineMessage } from './timeline.ts';

/** What the phone itself shows of something that is not plain writing. */
export function textOfAct(act: Act, text: string): string {
  switch (act.kind) {
    case 'button':
    case 'list-row':
    case 'template-button':
      return act.title;
    case 'reaction':
      return act.emoji;
    case 'contacts':
      return act.contacts.map(({ name, phones }) => [name, ...phones].filter(Boolean).join(' ')).join('\n');
    case 'edit':
      return text;
    case 'changed-number':
      return act.phone;
    case 'new-type':
      return act.type;
    case 'unsupported':
      return act.subType ?? 'unsupported';
    case 'delete':
    case 'changed-user-id':
    case 'welcome':
      return '';
    default:
      return act satisfies never;
  }
}

interface Shown {
  id: string;
  provider: Provider;
  person: string;
  number: string;
  text: string;
  act: Act | null;
  media: readonly TimelineMedia[];
  place: TimelineMessage['place'];
  replyTo?: string | undefined;
  at: Date;
}

/** A person's message as it leaves the phone. */
export function leavingPhone(shown: Shown): TimelineMessage {
  const { act, replyTo } = shown;
  const answered = replyTo ?? (act && 'messageId' in act ? act.messageId : undefined);
  return {
    id: shown.id,
    provider: shown.provider,
    author: 'person',
    person: shown.person,
    number: shown.number,
    text: act ? textOfAct(act, shown.text) : shown.text,
    media: shown.media.map(({ id, contentType, sizeBytes, fileName }) => ({ id, contentType, sizeBytes, fileName })),
    place: shown.place,
    ...(answered !== undefined && { replyTo: answered }),
    ...(act && { act: act.kind }),
    at: shown.at.toISOString(),
    state: 'sending',
    reason: null,
  };
}
