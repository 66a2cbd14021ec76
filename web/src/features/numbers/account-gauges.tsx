import type { AccountView } from '@casillero/domain/api/numbers';
import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Gauge } from '../../ui/gauge.tsx';
import styles from './account-gauges.module.css';

/** How many numbers each account holds, of how many it may (R50). */
export function AccountGauges({ accounts }: { accounts: readonly AccountView[] }) {
  const { t, region } = useTexts();
  return (
    <div className={styles.accounts}>
      {accounts.map((account) => {
        const { provider, numbersUsed, numbersLimit } = account;
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
          </div>
        );
      })}
    </div>
  );
}
