import { formatTime } from '../../formats/day.ts';
import { faultTextId } from '../../texts/fault-text-id.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './message-bubble.module.css';
import { MessageState } from './message-state.tsx';
import type { UnsentReply } from './reply-box.ts';
import { Look } from './reply-file.tsx';

/** Replies that the conversation does not show yet: queued at once, or refused with the reason. */
export function UnsentBubbles(props: {
  replies: readonly UnsentReply[];
  onRetry: (id: string) => void;
  /** null: there is no field to take it back into */
  onTakeBack: ((id: string) => void) | null;
}) {
  const { t, region, find } = useTexts();
  const { onTakeBack } = props;
  return props.replies.map(({ id, text, file, sentBytes, at, state, failure }) => (
    <li key={id} className={styles.line} data-direction="out">
      <article className={styles.bubble}>
        <p className={styles.author}>{t('conversations.by.you')}</p>
        {file && <UnsentFile file={file} sentBytes={state === 'sending' ? sentBytes : null} />}
        {text !== '' && <p className={styles.text}>{text}</p>}
        <p className={styles.foot}>
          <time dateTime={at.toISOString()}>{formatTime(region, at)}</time>
          <MessageState state={state === 'failed' ? 'refused' : 'queued'} />
        </p>
        {state === 'failed' && (
          <div className={styles.failed} role="alert">
            <p>{(failure && (find(faultTextId(failure.code)) ?? failure.message)) || t('fault.unknown')}</p>
            <div className={styles.ways}>
              <Button onClick={() => props.onRetry(id)}>{t('app.retry')}</Button>
              {onTakeBack && (
                <Button look="quiet" onClick={() => onTakeBack(id)}>
                  {t('conversations.reply.takeBack')}
                </Button>
              )}
            </div>
          </div>
        )}
      </article>
    </li>
  ));
}

/** The file that goes along, and how far it is. @param sentBytes null: it is not on its way */
function UnsentFile({ file, sentBytes }: { file: File; sentBytes: number | null }) {
  const { t, region } = useTexts();
  const percent = new Intl.NumberFormat(region, { style: 'percent' }).format((sentBytes ?? 0) / file.size);
  return (
    <p className={styles.file}>
      <Look file={file} />
      <span>
        <bdi>{file.name}</bdi>
        {sentBytes !== null && sentBytes < file.size && <> {t('conversations.reply.uploading', { percent })}</>}
      </span>
    </p>
  );
}
