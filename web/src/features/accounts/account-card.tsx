import type { AccountCheck, AccountView } from '@casillero/domain/api/accounts';
import type { Failure } from '@casillero/domain/result';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './account-card.module.css';

const TONES = { ok: 'done', unknown: 'quiet', expired: 'attention', revoked: 'attention' } as const;

/** One account: what it holds, whether Meta takes its token, and how to repair it where it does not. */
export function AccountCard(props: {
  account: AccountView;
  /** what Meta said when it was last asked on this page */
  check: AccountCheck | null;
  isChecking: boolean;
  failure: Failure | null;
  onCheck: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { t, find } = useTexts();
  const { account, check } = props;
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <h3>{account.label}</h3>
        <Badge tone={TONES[account.token.state]}>{t(`accounts.token.${account.token.state}`)}</Badge>
      </div>
      {(account.token.state === 'expired' || account.token.state === 'revoked') && (
        <Notice tone="attention">{t('accounts.token.repair')}</Notice>
      )}
      {account.notice && (
        <Notice tone="attention">
          {account.notice.message} ({account.notice.code})
        </Notice>
      )}
      <Facts
        facts={[
          { name: t('accounts.numbers'), value: account.phoneNumberIds.join(', ') },
          { name: t('accounts.waba'), value: account.wabaId },
          {
            name: t('accounts.webhook'),
            value: (
              <>
                <span className={styles.url}>{account.webhookUrl}</span>
                <CopyButton text={account.webhookUrl} what={t('accounts.webhook')} />
              </>
            ),
          },
          { name: t('accounts.app'), value: t(account.hasOwnApp ? 'accounts.app.own' : 'accounts.app.platform') },
          {
            name: t('accounts.lastEvent'),
            value: account.lastEventAt ? <Moment at={new Date(account.lastEventAt)} /> : t('accounts.never'),
          },
        ]}
      />
      {check &&
        (check.isWorking ? (
          <Notice tone="done">{t('accounts.working', { count: check.numbers.length })}</Notice>
        ) : (
          <Notice tone="attention">
            <ul>
              {check.problems.map(({ code, message, hint }) => (
                <li key={code}>{find(`fault.${code}`) ?? `${message} ${hint}`}</li>
              ))}
            </ul>
          </Notice>
        ))}
      {props.failure && <ActFailure failure={props.failure} />}
      <div className={styles.buttons}>
        <Button onClick={props.onCheck} isBusy={props.isChecking}>
          {t(props.isChecking ? 'accounts.checking' : 'accounts.check')}
        </Button>
        <Button onClick={props.onEdit}>{t('accounts.edit')}</Button>
        <Button look="danger" onClick={props.onRemove}>
          {t('accounts.remove')}
        </Button>
      </div>
    </article>
  );
}
