import { type FormEvent, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Field, PasswordField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { GoogleMark } from './google-mark.tsx';
import { type SignInFailure, useSession } from './ports.ts';
import styles from './session.module.css';

/** Whether a text can be an address at all; the service decides whether it is one. */
export const isEmailLike = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

type Mistakes = { email?: string; password?: string };

/**
 * E-mail and password, or Google. Who is signed in by it is seen through the session; this form only says what failed.
 * Both fields stay in the page while it is busy, so that password managers see what was sent.
 */
export function SignInForm({
  email,
  onEmail,
  onForgot,
}: {
  email: string;
  onEmail: (email: string) => void;
  onForgot: () => void;
}) {
  const { t } = useTexts();
  const session = useSession();
  const form = useRef<HTMLFormElement>(null);
  const [password, setPassword] = useState('');
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const [busy, setBusy] = useState<'password' | 'google' | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found: Mistakes = {};
    if (!email.trim()) found.email = t('signIn.emailMissing');
    else if (!isEmailLike(email.trim())) found.email = t('signIn.emailMalformed');
    if (!password) found.password = t('signIn.passwordMissing');
    setMistakes(found);
    setFailure(null);
    const first = found.email ? 'email' : found.password ? 'password' : null;
    if (first) return form.current?.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    setBusy('password');
    const outcome = await session.signIn(email.trim(), password);
    setBusy(null);
    if (!outcome.ok) setFailure(outcome.failure.code);
  };
  const withGoogle = async () => {
    if (busy) return;
    setFailure(null);
    setMistakes({});
    setBusy('google');
    const outcome = await session.signInWithGoogle();
    setBusy(null);
    if (!outcome.ok) setFailure(outcome.failure.code);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {failure && <Notice tone="attention">{t(`signIn.error.${failure}`)}</Notice>}
      <Field
        label={t('signIn.email')}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={email}
        error={mistakes.email ?? null}
        onChange={(event) => onEmail(event.target.value)}
      />
      <PasswordField
        label={t('signIn.password')}
        showLabel={t('signIn.showPassword')}
        hideLabel={t('signIn.hidePassword')}
        name="password"
        autoComplete="current-password"
        value={password}
        error={mistakes.password ?? null}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="submit" look="primary" isBusy={busy === 'password'}>
        {busy === 'password' ? t('signIn.submitting') : t('signIn.submit')}
      </Button>
      <Button look="quiet" onClick={onForgot}>
        {t('signIn.forgot')}
      </Button>
      <p className={styles.or}>
        <span>{t('signIn.or')}</span>
      </p>
      <Button onClick={() => void withGoogle()} isBusy={busy === 'google'}>
        <GoogleMark />
        {t('signIn.google')}
      </Button>
    </form>
  );
}
