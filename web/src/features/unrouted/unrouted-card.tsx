import { type ReactNode, useId, useState } from 'react';
import { useDisplayPhone } from '../../formats/phone.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { type Unrouted, useUnroutedPorts } from './ports.ts';
import styles from './unrouted-card.module.css';

/** How many of the last messages are shown. */
const MESSAGES_SHOWN = 50;

/** A sender whom nobody owns: who, why, the last words, and all messages on demand. */
export function UnroutedCard(props: {
  sender: Unrouted;
  isBusy: boolean;
  renderName: (sender: Unrouted) => ReactNode;
  /** the way to the number that was written to */
  renderNumber: (number: string, text: string) => ReactNode;
  onAssign: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTexts();
  const messagesId = useId();
  const { sender } = props;
  const [isOpen, setOpen] = useState(false);
  const written = sender.number.slice(sender.number.indexOf(':') + 1);
  const phone = useDisplayPhone(written.startsWith('+') ? written : null);
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.name}>{props.renderName(sender)}</h2>
        {sender.profileName && <span>{sender.profileName}</span>}
        <Badge tone="waiting">{t(`unrouted.reason.${sender.reason}`)}</Badge>
        <span className={styles.when}>
          <Moment at={sender.lastAt} />
        </span>
      </div>
      <p className={styles.last}>{sender.lastText || t('unrouted.media', { count: sender.lastMediaCount })}</p>
      <p className={styles.facts}>
        {t('unrouted.messages', { count: sender.messageCount })} ·{' '}
        {props.renderNumber(sender.number, t('unrouted.number', { number: phone ?? written }))} ·{' '}
        {t(sender.answeredAt ? 'unrouted.answered' : 'unrouted.notAnswered')}
      </p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={props.onAssign} isBusy={props.isBusy}>
          {t('unrouted.assign')}
        </Button>
        <Button aria-expanded={isOpen} aria-controls={messagesId} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'unrouted.hide' : 'unrouted.show')}
        </Button>
        <Button look="quiet" onClick={props.onDismiss} isBusy={props.isBusy}>
          {t('unrouted.dismiss')}
        </Button>
      </div>
      <div id={messagesId}>{isOpen && <Messages alias={sender.id} />}</div>
    </article>
  );
}

function Messages({ alias }: { alias: string }) {
  const { t } = useTexts();
  const { watchUnroutedMessages } = useUnroutedPorts();
  const { live, retry } = useLiveQuery(() => watchUnroutedMessages(alias, MESSAGES_SHOWN), alias);
  if (live.status === 'waiting')
    return (
      <Skeleton>
        <Bone height="4rem" />
      </Skeleton>
    );
  if (live.status === 'failed') return <FailureNotice failure={live.failure} onRetry={retry} />;
  return (
    <ol className={styles.messages} aria-label={t('unrouted.messagesOf')}>
      {live.value.map((message) => (
        <li key={message.id} className={styles.message} data-direction={message.direction}>
          <p>{message.text || t('unrouted.media', { count: message.mediaCount })}</p>
          <p className={styles.when}>
            <Moment at={message.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
