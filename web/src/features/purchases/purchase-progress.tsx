import { useTexts } from '../../texts/use-texts.ts';
import { CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import type { Purchase } from './ports.ts';
import styles from './purchase-progress.module.css';
import { stepsOf } from './purchase-steps.ts';

/** The steps of a purchase with how each stands, in words too. */
export function PurchaseProgress({ purchase }: { purchase: Purchase }) {
  const { t } = useTexts();
  return (
    <ol className={styles.steps}>
      {stepsOf(purchase).map(({ step, standing }) => (
        <li
          key={step}
          className={styles.step}
          data-standing={standing}
          aria-current={standing === 'now' ? 'step' : undefined}
        >
          <span className={styles.mark}>
            {standing === 'done' && <CheckIcon />}
            {standing === 'failed' && <WarningIcon />}
          </span>
          <span>
            <strong>{t(`purchases.step.${step}`)}</strong>
            <span className={styles.standing}>{t(`purchases.standing.${standing}`)}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
