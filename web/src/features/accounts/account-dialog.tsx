import { type AccountCheck, type AccountView, createAccount, replaceAccount } from '@casillero/domain/api/accounts';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import styles from './account-dialog.module.css';
import { type AccountDraft, faultsOf, phoneNumberIdsOf, settingsOf } from './account-draft.ts';

type Saved = { readonly account: AccountView; readonly check: AccountCheck };

/**
 * Puts an account in, or changes it. Secrets are written and never read: an empty field leaves the stored one as it is.
 *
 * @param account null: a new one
 */
export function AccountDialog(props: {
  tenantId: string;
  account: AccountView | null;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const formId = useId();
  const { account, tenantId } = props;
  const create = useAct(createAccount);
  const replace = useAct(replaceAccount);
  const [draft, setDraft] = useState<AccountDraft>({
    label: account?.label ?? '',
    wabaId: account?.wabaId ?? '',
    portfolioId: account?.portfolioId ?? '',
    phoneNumberIds: account?.phoneNumberIds.join('\n') ?? '',
    hasOwnApp: account?.hasOwnApp ?? false,
    accessToken: '',
    verifyToken: '',
    appSecret: '',
  });
  const [isChecked, setChecked] = useState(false);
  const faults = faultsOf(draft, { isNew: account === null, hasSecret: account?.hasOwnApp ?? false });
  const isBusy = create.isBusy || replace.isBusy;
  const failure = create.failure ?? replace.failure;
  const set = (changes: Partial<AccountDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const faultAt = (field: keyof AccountDraft) => {
    const fault = isChecked ? faults[field] : undefined;
    return fault ? t(`accounts.fault.${fault}`) : null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(faults).length > 0) return;
    const { accessToken, verifyToken, appSecret } = draft;
    const optional = {
      ...(verifyToken ? { verifyToken } : {}),
      ...(draft.hasOwnApp ? (appSecret ? { appSecret } : {}) : { appSecret: null }),
    };
    const outcome = account
      ? await replace.run({
          params: { tenantId, accountId: account.id },
          query: {},
          body: { ...settingsOf(draft), ...optional, ...(accessToken ? { accessToken } : {}) },
        })
      : await create.run({ params: { tenantId }, query: {}, body: { ...settingsOf(draft), ...optional, accessToken } });
    if (outcome?.ok) props.onSaved(outcome.value);
  };
  const secret = (field: 'accessToken' | 'verifyToken' | 'appSecret', isStored: boolean) => (
    <Field
      label={t(`accounts.${field}`)}
      hint={t(isStored ? 'accounts.secretStored' : `accounts.${field}Hint`)}
      type="password"
      autoComplete="off"
      spellCheck={false}
      value={draft[field]}
      error={faultAt(field)}
      onChange={(event) => set({ [field]: event.target.value.trim() })}
    />
  );
  return (
    <Dialog
      title={account ? t('accounts.edit.title', { label: account.label }) : t('accounts.add')}
      isWide
      isBusy={isBusy}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="primary" isBusy={isBusy}>
            {t(isBusy ? 'accounts.asking' : 'app.save')}
          </Button>
        </>
      }
    >
      <p>{t('accounts.form.lead')}</p>
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('accounts.label')}
          hint={t('accounts.labelHint')}
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={draft.label}
          error={faultAt('label')}
          onChange={(event) => set({ label: event.target.value })}
        />
        <Field
          label={t('accounts.waba')}
          hint={t('accounts.wabaHint')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.wabaId}
          error={faultAt('wabaId')}
          onChange={(event) => set({ wabaId: event.target.value.trim() })}
        />
        <TextAreaField
          label={t('accounts.numbers')}
          hint={t('accounts.numbersHint', { count: phoneNumberIdsOf(draft).length })}
          value={draft.phoneNumberIds}
          error={faultAt('phoneNumberIds')}
          onChange={(event) => set({ phoneNumberIds: event.target.value })}
        />
        <Field
          label={t('accounts.portfolio')}
          hint={t('accounts.portfolioHint')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.portfolioId}
          error={faultAt('portfolioId')}
          onChange={(event) => set({ portfolioId: event.target.value.trim() })}
        />
        {secret('accessToken', account !== null)}
        {secret('verifyToken', account?.hasVerifyToken ?? false)}
        <Switch label={t('accounts.ownApp')} isOn={draft.hasOwnApp} onChange={(hasOwnApp) => set({ hasOwnApp })} />
        {draft.hasOwnApp && secret('appSecret', account?.hasOwnApp ?? false)}
      </form>
      {failure && <ActFailure failure={failure} />}
    </Dialog>
  );
}
