import type { ReactNode } from 'react';
import { formatDayName } from '../../formats/day.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { DownIcon } from '../../ui/icons.tsx';
import { Bone } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { type BubbleParts, MessageBubble } from './message-bubble.tsx';
import type { MessagesPage } from './ports.ts';
import { type ThreadRow, threadRows } from './thread.ts';
import styles from './thread-messages.module.css';
import { useThreadScroll } from './use-thread-scroll.ts';

/** How often "today" is looked at again, in milliseconds. */
const RENEW_EVERY_MS = 60_000;

/** The messages of a thread in a frame that scrolls; what is not there yet stands at its end. */
export function ThreadMessages(props: {
  page: MessagesPage;
  parts: BubbleParts;
  /** asks for older ones; busy while they are on their way */
  onOlder: () => void;
  isLoadingOlder: boolean;
  /** lines for replies on their way, and the id of the last one */
  unsent: ReactNode;
  lastUnsentId: string | null;
}) {
  const { t, region } = useTexts();
  const now = useNow(RENEW_EVERY_MS);
  const { messages, hasMore } = props.page;
  const lastOwn = props.lastUnsentId ?? messages.findLast(({ direction }) => direction === 'out')?.id ?? null;
  const { scroller, content, isAtEnd, toEnd } = useThreadScroll(messages[0]?.id ?? null, lastOwn);
  const { contactName } = props.parts;
  return (
    <div className={styles.frame}>
      <section
        ref={scroller}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
        tabIndex={0}
        aria-label={t('conversations.messages', { name: contactName })}
      >
        <div ref={content} className={styles.content}>
          {hasMore && (
            <p className={styles.older}>
              <Button onClick={props.onOlder} isBusy={props.isLoadingOlder}>
                {t(props.isLoadingOlder ? 'conversations.loadingOlder' : 'conversations.loadOlder')}
              </Button>
            </p>
          )}
          <ol className={styles.rows}>
            {threadRows(messages).map((row) =>
              row.kind === 'day' ? (
                <li key={row.id} className={styles.day}>
                  <h2>{formatDayName(region, row.at, now)}</h2>
                </li>
              ) : row.kind === 'note' ? (
                <Note key={row.id} row={row} contactName={contactName} />
              ) : (
                <MessageBubble key={row.id} row={row} parts={props.parts} />
              ),
            )}
            {props.unsent}
          </ol>
        </div>
      </section>
      {!isAtEnd && (
        <div className={styles.toEnd}>
          <Button onClick={toEnd}>
            <DownIcon />
            {t('conversations.toEnd')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Note({ row, contactName }: { row: Extract<ThreadRow, { kind: 'note' }>; contactName: string }) {
  const { t } = useTexts();
  const { direction, text } = row.message;
  const name = direction === 'in' ? contactName : t('conversations.quote.ours');
  return <li className={styles.note}>{t(`conversations.note.${row.relation}`, { name, text })}</li>;
}

/** Grey bubbles in the places of what is coming. */
export const ThreadBones = () => (
  <div className={styles.content}>
    {[58, 40, 64, 30, 52].map((width, place) => (
      <div key={width} className={styles.bone} data-direction={place % 3 === 2 ? 'out' : 'in'}>
        <Bone width={`${width}%`} height="3rem" />
      </div>
    ))}
  </div>
);
