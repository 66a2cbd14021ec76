import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { BackIcon, CheckIcon, NextIcon, QuestionIcon } from '../../ui/icons.tsx';
import type { ReviewState } from './ports.ts';
import styles from './review-bar.module.css';

/** What can be done with the order as a whole; stays in sight. Each button says its key in its tooltip. */
export function ReviewBar(props: {
  review: ReviewState;
  mayAct: boolean;
  isEditing: boolean;
  hasPrevious: boolean;
  hasNext: boolean;
  onPrevious: () => void;
  onNext: () => void;
  onConfirm: () => void;
  onSetAside: () => void;
  onReopen: () => void;
  onShowKeys: () => void;
}) {
  const { t } = useTexts();
  return (
    <div className={styles.bar} data-editing={props.isEditing ? '' : undefined}>
      {props.mayAct && props.review === 'waiting' && (
        <>
          <Button look="primary" onClick={props.onConfirm} title={t('review.withKey', { key: 'Enter' })}>
            <CheckIcon />
            {t('review.confirm')}
          </Button>
          <Button onClick={props.onSetAside} title={t('review.withKey', { key: 'X' })}>
            {t('review.setAside')}
          </Button>
        </>
      )}
      {props.mayAct && props.review !== 'waiting' && <Button onClick={props.onReopen}>{t('review.reopen')}</Button>}
      <span className={styles.steps}>
        <IconButton label={t('review.keys.previous')} disabled={!props.hasPrevious} onClick={props.onPrevious}>
          <BackIcon />
        </IconButton>
        <IconButton label={t('review.keys.next')} disabled={!props.hasNext} onClick={props.onNext}>
          <NextIcon />
        </IconButton>
        <span className={styles.keys}>
          <IconButton label={t('review.keys')} onClick={props.onShowKeys}>
            <QuestionIcon />
          </IconButton>
        </span>
      </span>
    </div>
  );
}
