import { useTexts } from '../../texts/use-texts.ts';
import { ClockIcon, SentIcon, SentTwiceIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './message-state.module.css';
import type { Message } from './ports.ts';

const DRAWINGS = {
  queued: ClockIcon,
  sent: SentIcon,
  delivered: SentTwiceIcon,
  read: SentTwiceIcon,
  failed: WarningIcon,
  refused: WarningIcon,
} as const;

/**
 * What became of a message of ours, by the provider's word (R30); the drawing only repeats the word.
 *
 * @param state refused: our own server did not take it
 */
export function MessageState({ state }: { state: Message['state'] | 'refused' }) {
  const { t } = useTexts();
  if (state === 'received') return null;
  const Drawing = DRAWINGS[state];
  return (
    <span className={styles.state} data-state={state}>
      <Drawing />
      {t(`conversations.state.${state}`)}
    </span>
  );
}
