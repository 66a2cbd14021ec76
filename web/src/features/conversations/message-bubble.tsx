import type { ReactNode } from 'react';
import { formatTime } from '../../formats/day.ts';
import { formatMoment } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { knownReason } from './known-reasons.ts';
import styles from './message-bubble.module.css';
import { MessageState } from './message-state.tsx';
import type { Message } from './ports.ts';
import type { ThreadRow } from './thread.ts';

/** What stands in a bubble besides its text, given by whoever knows how to draw it. */
export type BubbleParts = {
  /** of the contact, for quotes */
  readonly contactName: string;
  /** of the reader, whose own messages say "you" */
  readonly readerUid: string;
  readonly renderMedia: (message: Message) => ReactNode;
  readonly renderRetry: (message: Message) => ReactNode;
};

/** One message of a thread: who wrote it, what it answers, its text and files, what its sender made of it later, its state. */
export function MessageBubble({ row, parts }: { row: Extract<ThreadRow, { kind: 'message' }>; parts: BubbleParts }) {
  const { message, quoted, reactions } = row;
  return (
    <li className={styles.line} data-direction={message.direction} data-message-id={message.id}>
      <article className={styles.bubble}>
        <Author message={message} parts={parts} />
        {quoted && <Quote quoted={quoted} parts={parts} />}
        {parts.renderMedia(message)}
        <Words message={message} />
        <Foot message={message} />
        {message.state === 'failed' && <Failed message={message} parts={parts} />}
      </article>
      {reactions.length > 0 && <Reactions reactions={reactions} parts={parts} />}
    </li>
  );
}

function Author({ message, parts }: { message: Message; parts: BubbleParts }) {
  const { t } = useTexts();
  if (message.direction === 'in') return <p className="visually-hidden">{parts.contactName}</p>;
  const { by } = message;
  if (!by) return <p className="visually-hidden">{t('conversations.by.unknown')}</p>;
  if (by.kind === 'phone') return <p className={styles.author}>{t('conversations.by.phone')}</p>;
  if (by.kind !== 'member')
    return (
      <p className={styles.author}>
        {t(`conversations.by.${by.kind}`)} · {t('conversations.automatic')}
      </p>
    );
  const isReader = by.uid === parts.readerUid;
  return (
    <p className={styles.author}>
      {isReader ? t('conversations.by.you') : (by.email ?? t('conversations.by.unknown'))}
    </p>
  );
}

function Quote({ quoted, parts }: { quoted: Message | 'not-loaded'; parts: BubbleParts }) {
  const { t } = useTexts();
  if (quoted === 'not-loaded')
    return (
      <blockquote className={styles.quote}>
        <p>{t('conversations.quote.older')}</p>
      </blockquote>
    );
  return (
    <blockquote className={styles.quote}>
      <p className={styles.quoted}>{quoted.direction === 'in' ? parts.contactName : t('conversations.quote.ours')}</p>
      <p className={styles.quotedText}>{shownText(quoted) || t('conversations.noText')}</p>
    </blockquote>
  );
}

const shownText = ({ text, revisedText }: Message): string => revisedText ?? text;

function Words({ message }: { message: Message }) {
  const { t } = useTexts();
  const text = shownText(message);
  const isUnsupported = message.kind?.startsWith('unsupported') && text === '' && message.mediaCount === 0;
  return (
    <>
      {isUnsupported && <p className={styles.aside}>{t('conversations.unsupported')}</p>}
      {text !== '' && (
        <p className={styles.text} data-deleted={message.deletedAt ? '' : undefined}>
          {text}
        </p>
      )}
      {message.revisedText !== null && message.revisedText !== undefined && (
        <p className={styles.aside}>{t('conversations.edited', { text: message.text })}</p>
      )}
      {message.deletedAt && <p className={styles.aside}>{t('conversations.deleted')}</p>}
    </>
  );
}

function Foot({ message }: { message: Message }) {
  const { region } = useTexts();
  return (
    <p className={styles.foot}>
      <time dateTime={message.at.toISOString()} title={formatMoment(region, message.at)}>
        {formatTime(region, message.at)}
      </time>
      {message.direction === 'out' && <MessageState state={message.state} />}
    </p>
  );
}

/** The provider's reason as it gave it, with its code to search for, and another attempt. */
function Failed({ message, parts }: { message: Message; parts: BubbleParts }) {
  const { t } = useTexts();
  const { failure } = message;
  const reason = failure && knownReason(failure.code);
  return (
    <div className={styles.failed}>
      {failure && (
        <>
          {reason && <p>{t(`conversations.reason.${reason}`)}</p>}
          <p>{failure.message}</p>
          <p className={styles.code}>{t('app.code', { code: failure.code })}</p>
        </>
      )}
      {parts.renderRetry(message)}
    </div>
  );
}

function Reactions({
  reactions,
  parts,
}: Pick<Extract<ThreadRow, { kind: 'message' }>, 'reactions'> & { parts: BubbleParts }) {
  const { t } = useTexts();
  return (
    <ul className={styles.reactions}>
      {reactions.map(({ emoji, direction }) => (
        <li key={direction}>
          <span aria-hidden="true">{emoji}</span>
          <span className="visually-hidden">
            {t('conversations.reaction', {
              emoji,
              name: direction === 'in' ? parts.contactName : t('conversations.quote.ours'),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
