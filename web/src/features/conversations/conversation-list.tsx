import type { KeyboardEvent, ReactNode } from 'react';
import { formatWhen } from '../../formats/day.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Bone } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useContactName } from './contact-name.ts';
import styles from './conversation-list.module.css';
import type { Conversation } from './ports.ts';

/** How often "yesterday" is looked at again, in milliseconds. */
const RENEW_EVERY_MS = 60_000;

/** What a row's link is drawn with. */
export type RowLink = {
  readonly className: string;
  readonly 'aria-current': 'page' | undefined;
  readonly children: ReactNode;
};

/** Conversations, the newest message first; arrow keys go from one to the next. `renderLink` makes a row lead to its thread. */
export function ConversationList(props: {
  conversations: readonly Conversation[];
  openId: string | null;
  renderLink: (conversation: Conversation, link: RowLink) => ReactNode;
}) {
  const { t } = useTexts();
  const now = useNow(RENEW_EVERY_MS);
  return (
    <ol className={styles.list} aria-label={t('conversations.list')} onKeyDown={goByKey}>
      {props.conversations.map((conversation) => (
        <li key={conversation.id}>
          {props.renderLink(conversation, {
            className: styles.row ?? '',
            'aria-current': conversation.id === props.openId ? 'page' : undefined,
            children: <Row conversation={conversation} now={now} />,
          })}
        </li>
      ))}
    </ol>
  );
}

function Row({ conversation, now }: { conversation: Conversation; now: Date }) {
  const { t, region } = useTexts();
  const { name, phone } = useContactName(conversation);
  const { unreadCount, lastText, lastMessageAt, lastDirection, lastMediaKind, waitingSince } = conversation;
  const text = lastText || t(lastMediaKind ? `conversations.file.${lastMediaKind}` : 'conversations.noText');
  return (
    <>
      <span className={styles.name}>{name}</span>
      <time className={styles.when} dateTime={lastMessageAt.toISOString()}>
        {formatWhen(region, lastMessageAt, now)}
      </time>
      {phone && <span className={styles.phone}>{phone}</span>}
      <span className={styles.last}>{lastDirection === 'out' ? t('conversations.lastOurs', { text }) : text}</span>
      {unreadCount > 0 && (
        <span className={styles.unread}>
          <span aria-hidden="true">{unreadCount > 99 ? '99+' : unreadCount}</span>
          <span className="visually-hidden">{t('conversations.unread', { count: unreadCount })}</span>
        </span>
      )}
      {unreadCount === 0 && waitingSince !== null && (
        <span className={styles.waiting}>{t('conversations.unanswered')}</span>
      )}
    </>
  );
}

const STEPS: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowDown: (place, count) => Math.min(place + 1, count - 1),
  ArrowUp: (place) => Math.max(place - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function goByKey(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll('a')];
  const place = links.findIndex((link) => link.matches(':focus'));
  const next = STEPS[event.key]?.(place, links.length);
  if (next === undefined || place === -1) return;
  event.preventDefault();
  links[next]?.focus();
}

/** Grey rows in the places of what is coming. */
export const ConversationListBones = () => (
  <div className={styles.list}>
    {[72, 56, 80, 64, 76, 52].map((width) => (
      <div key={width} className={styles.row}>
        <Bone width={`${width}%`} />
        <Bone width="3rem" />
        <Bone width={`${width - 20}%`} height="0.8em" />
      </div>
    ))}
  </div>
);
