import type { AccountView } from '@casillero/domain/api/numbers';
import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Gauge } from '../../ui/gauge.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './account-gauges.module.css';

/** How many numbers each account holds, of how many it may; and which account does not answer (R50). */
export function AccountGauges({ accounts }: { accounts: readonly AccountView[] }) {
  const { t, region } = useTexts();
  return (
    <div className={styles.accounts}>
      {accounts.map((account) => {
        const { provider, numbersUsed, numbersLimit, failure } = account;
        const label = `${t(`numbers.provider.${provider}`)} ${account.account}`.trim();
        const used = formatCount(region, numbersUsed);
        return (
          <div key={label} className={styles.account}>
            {numbersLimit === null ? (
              <p className={styles.plain}>
                <span>{label}</span>
                <span>{t('numbers.used', { count: numbersUsed })}</span>
              </p>
            ) : (
              <Gauge
                label={label}
                value={numbersUsed}
                max={numbersLimit}
                text={t(account.limitOf === 'business' ? 'numbers.usedOfBusiness' : 'numbers.usedOf', {
                  used,
                  limit: formatCount(region, numbersLimit),
                })}
              />
            )}
            {failure && (
              <Notice tone="attention">
                {failure.message} {failure.hint} ({failure.code})
              </Notice>
            )}
          </div>
        );
      })}
    </div>
  );
}
