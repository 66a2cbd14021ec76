import type { Attention } from '@casillero/domain/review/attention';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import type { ReviewState } from './ports.ts';
import styles from './reasons.module.css';

const STATE_TONES = { waiting: 'waiting', confirmed: 'done', 'set-aside': 'quiet' } as const;

/** Whether a person has reviewed it, in a word. */
export function ReviewBadge({ review }: { review: ReviewState }) {
  const { t } = useTexts();
  return <Badge tone={STATE_TONES[review]}>{t(`review.state.${review}`)}</Badge>;
}

/** Why an order needs a look, in few words each; doubts about single fields are named after them. */
export function Reasons({ attention }: { attention: readonly Attention[] }) {
  const { t } = useTexts();
  const words = attention.map((each) =>
    'field' in each ? t(`review.field.${each.field}`) : t(`review.reason.${each.kind}`),
  );
  if (words.length === 0) return null;
  return (
    <ul className={styles.reasons} aria-label={t('review.reasons')}>
      {[...new Set(words)].map((word) => (
        <li key={word}>
          <Badge tone="attention">
            <WarningIcon />
            {word}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
