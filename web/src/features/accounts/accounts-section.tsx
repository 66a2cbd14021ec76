import {
  type AccountCheck,
  type AccountView,
  checkAccount,
  deleteAccount,
  listAccounts,
} from '@casillero/domain/api/accounts';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { AccountCard } from './account-card.tsx';
import { AccountDialog } from './account-dialog.tsx';
import { useAccountsPorts } from './ports.ts';

/** WhatsApp accounts at Meta of the importer's own (R51); for its admins. */
export function AccountsSection({ tenantId }: { tenantId: string }) {
  const { t } = useTexts();
  const toast = useToast();
  const { watchAccounts } = useAccountsPorts();
  const { live: stored } = useLiveQuery(() => watchAccounts(tenantId), tenantId);
  // The webhook's address is only in the API's answer; what changes is in the records: asked again when they do.
  const version =
    stored.status === 'ready'
      ? stored.value
          .map(
            ({ id, updatedAt, token, lastEventAt }) =>
              `${id} ${updatedAt.getTime()} ${token.state} ${lastEventAt?.getTime()}`,
          )
          .join()
      : '';
  const { live, reload } = useEndpoint(listAccounts, { params: { tenantId }, query: {}, body: undefined }, version);
  const [open, setOpen] = useState<
    | { readonly kind: 'edit'; readonly account: AccountView | null }
    | { readonly kind: 'remove'; readonly account: AccountView }
    | null
  >(null);
  const [checks, setChecks] = useState<Readonly<Record<string, AccountCheck>>>({});
  const [checkedId, setCheckedId] = useState<string | null>(null);
  const check = useAct(checkAccount);
  const remove = useAct(deleteAccount);
  const noted = (accountId: string, found: AccountCheck) => setChecks((before) => ({ ...before, [accountId]: found }));
  const checkNow = async ({ id }: AccountView) => {
    setCheckedId(id);
    const outcome = await check.run({ params: { tenantId, accountId: id }, query: {}, body: undefined });
    if (outcome?.ok) noted(id, outcome.value);
  };
  const removeNow = async ({ id, label }: AccountView) => {
    const outcome = await remove.run({ params: { tenantId, accountId: id }, query: {}, body: undefined });
    if (!outcome?.ok) return;
    setOpen(null);
    toast({ text: t('accounts.removed', { label }) });
    reload();
  };
  return (
    <Section
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      act={<Button onClick={() => setOpen({ kind: 'edit', account: null })}>{t('accounts.add')}</Button>}
    >
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="4rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={reload} />}
      {live.status === 'ready' &&
        live.value.accounts.map((account) => (
          <AccountCard
            key={account.id}
            account={account}
            check={checks[account.id] ?? null}
            isChecking={check.isBusy && checkedId === account.id}
            failure={checkedId === account.id ? check.failure : null}
            onCheck={() => void checkNow(account)}
            onEdit={() => setOpen({ kind: 'edit', account })}
            onRemove={() => setOpen({ kind: 'remove', account })}
          />
        ))}
      {open?.kind === 'edit' && (
        <AccountDialog
          tenantId={tenantId}
          account={open.account}
          onSaved={({ account, check: found }) => {
            noted(account.id, found);
            setOpen(null);
            toast({ text: t('accounts.saved', { label: account.label }) });
            reload();
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('accounts.remove.title', { label: open.account.label })}
          confirm={t('accounts.remove')}
          typed={{ label: t('accounts.remove.typed'), text: open.account.label }}
          isBusy={remove.isBusy}
          failure={remove.failure}
          onConfirm={() => void removeNow(open.account)}
          onClose={() => setOpen(null)}
        >
          <p>{t('accounts.remove.text')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
