import { useTexts } from '../../texts/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Conversation } from './ports.ts';
import { ReplyFile } from './reply-file.tsx';
import styles from './window-closed.module.css';

/**
 * In place of the field once 24 hours have passed: why, and what can be done (R34). What was being written stays to be
 * read and copied.
 */
export function WindowClosed(props: {
  conversation: Conversation;
  contactName: string;
  draft: string;
  file: File | null;
  onDetach: () => void;
}) {
  const { t } = useTexts();
  const { phone } = props.conversation;
  return (
    <div className={styles.closed}>
      <div role="status">
        <p className={styles.title}>{t('conversations.window.closed')}</p>
        <p>{t('conversations.window.why', { name: props.contactName })}</p>
      </div>
      {phone && (
        <p>
          <a href={`https://wa.me/${phone.slice(1)}`} target="_blank" rel="noreferrer">
            {t('conversations.window.ownPhone')}
          </a>
        </p>
      )}
      {props.draft.trim() !== '' && (
        <figure className={styles.draft}>
          <figcaption>{t('conversations.window.draft')}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard */}
          <blockquote tabIndex={0}>{props.draft}</blockquote>
          <CopyButton text={props.draft} what={t('conversations.window.draft')} />
        </figure>
      )}
      {props.file && <ReplyFile file={props.file} onRemove={props.onDetach} />}
    </div>
  );
}
