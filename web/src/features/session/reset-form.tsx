import { type FormEvent, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type SignInFailure, useSession } from './ports.ts';
import styles from './session.module.css';
import { isEmailLike } from './sign-in-form.tsx';

/** Asks for a letter with a link to a new password. It never says whether an address has an account. */
export function ResetForm({
  email,
  onEmail,
  onBack,
}: {
  email: string;
  onEmail: (email: string) => void;
  onBack: () => void;
}) {
  const { t } = useTexts();
  const session = useSession();
  const [mistake, setMistake] = useState<string | null>(null);
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const address = email.trim();
    setFailure(null);
    setSentTo(null);
    setMistake(address === '' ? t('signIn.emailMissing') : isEmailLike(address) ? null : t('signIn.emailMalformed'));
    if (!isEmailLike(address)) return;
    setBusy(true);
    const outcome = await session.sendPasswordReset(address);
    setBusy(false);
    if (outcome.ok) setSentTo(address);
    else setFailure(outcome.failure.code);
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t('signIn.resetLead')}</p>
      {failure && <Notice tone="attention">{t(`signIn.error.${failure}`)}</Notice>}
      {sentTo && <Notice tone="done">{t('signIn.resetSent', { email: sentTo })}</Notice>}
      <Field
        label={t('signIn.email')}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        error={mistake}
        onChange={(event) => onEmail(event.target.value)}
      />
      <Button type="submit" look="primary" isBusy={isBusy}>
        {isBusy ? t('signIn.resetSending') : t('signIn.resetSubmit')}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t('signIn.back')}
      </Button>
    </form>
  );
}
