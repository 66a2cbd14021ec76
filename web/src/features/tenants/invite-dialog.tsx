import { inviteMember } from '@casillero/domain/api/tenants';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select.tsx';
import styles from './tenant-dialog.module.css';

const ROLES = ['admin', 'member'] as const;

/** Makes a log-in for one of an importer's people, and shows the link that has to be handed over: no e-mail is sent (R70). */
export function InviteDialog(props: { tenant: { readonly id: string; readonly name: string }; onClose: () => void }) {
  const { t } = useTexts();
  const formId = useId();
  const invite = useAct(inviteMember);
  const [email, setEmail] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<(typeof ROLES)[number]>('admin');
  const [isChecked, setChecked] = useState(false);
  const [made, setMade] = useState<{
    readonly email: string;
    readonly link: string | null;
    readonly isNewUser: boolean;
  } | null>(null);
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim());
  const isNamed = displayName.trim() !== '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isAddress || !isNamed) return;
    const body = { email: email.trim(), displayName: displayName.trim(), role };
    const outcome = await invite.run({ params: { tenantId: props.tenant.id }, query: {}, body });
    if (outcome?.ok) setMade(outcome.value);
  };
  const title = t('tenants.invite.title', { name: props.tenant.name });
  if (made)
    return (
      <Dialog
        title={title}
        onClose={props.onClose}
        buttons={
          <Button look="primary" onClick={props.onClose}>
            {t('app.done')}
          </Button>
        }
      >
        <Notice tone="done">
          {t(made.isNewUser ? 'tenants.invite.made' : 'tenants.invite.known', { email: made.email })}
        </Notice>
        {made.link !== null && (
          <>
            <p className={styles.link}>
              <code>{made.link}</code>
              <CopyButton text={made.link} what={t('tenants.invite.link')} />
            </p>
            <p>{t('tenants.invite.handOver')}</p>
          </>
        )}
      </Dialog>
    );
  return (
    <Dialog
      title={title}
      isBusy={invite.isBusy}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={invite.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="primary" isBusy={invite.isBusy}>
            {t('tenants.invite.submit')}
          </Button>
        </>
      }
    >
      <p>{t('tenants.invite.lead')}</p>
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('tenants.invite.name')}
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={displayName}
          error={isChecked && !isNamed ? t('tenants.invite.nameMissing') : null}
          onChange={(event) => setDisplayName(event.target.value)}
        />
        <Field
          label={t('tenants.invite.email')}
          type="email"
          inputMode="email"
          autoComplete="off"
          value={email}
          error={isChecked && !isAddress ? t('tenants.invite.emailMalformed') : null}
          onChange={(event) => setEmail(event.target.value)}
        />
        <SelectField
          label={t('tenants.invite.role')}
          value={role}
          options={ROLES.map((value) => ({ value, label: t(`tenants.role.${value}`) }))}
          onChange={setRole}
        />
      </form>
      {invite.failure && <ActFailure failure={invite.failure} />}
    </Dialog>
  );
}
