import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './last-refresh.module.css';
import { useNumbersPorts } from './ports.ts';

/** Codes of failures that asking again does not change; all others may pass. */
const isRefusal = (code: string): boolean => code === 'permanent' || code === 'missing';

/** When the providers were last asked, by a person or by the clock, and which account did not answer (R50). */
export function LastRefresh() {
  const { t } = useTexts();
  const { watchNumbersRefresh } = useNumbersPorts();
  const { live } = useLiveQuery(watchNumbersRefresh, 'numbers-refresh');
  if (live.status !== 'ready' || live.value === null) return null;
  return (
    <div className={styles.refresh}>
      <p className={styles.asked}>
        {t('numbers.asked')} <Moment at={live.value.at} />
      </p>
      {live.value.accounts.map(
        ({ provider, account, failure }) =>
          failure && (
            <Notice key={`${provider} ${account}`} tone="attention">
              <p>
                {t(`provider.${provider}`)} {account}:{' '}
                {t(isRefusal(failure.code) ? 'fault.provider-refused' : 'fault.provider-unreachable')}
              </p>
              <p className={styles.words} lang="en">
                {failure.message} ({failure.code})
              </p>
            </Notice>
          ),
      )}
    </div>
  );
}
