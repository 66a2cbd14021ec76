import { useState } from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { useSessionState } from '../features/session/ports.ts';
import { ResetForm } from '../features/session/reset-form.tsx';
import { SignInForm } from '../features/session/sign-in-form.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { PigeonholeWall } from '../ui/logo.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { parseNext } from './paths.ts';
import styles from './sign-in.module.css';

/** The way in. Whoever is in already is led on to where they wanted to go. */
export function Component() {
  const { t } = useTexts();
  const session = useSessionState();
  const [search] = useSearchParams();
  const [isReset, setReset] = useState(false);
  const [email, setEmail] = useState('');
  if (session.kind === 'signed-in') return <Navigate to={parseNext(search.get('next'))} replace />;
  return (
    <div className={styles.page}>
      <div className={styles.picture}>
        <PigeonholeWall filled={[1, 3, 4, 6, 10, 11]} />
        <p className={styles.lead}>{t('signIn.lead')}</p>
      </div>
      <div className={styles.card}>
        <Page title={isReset ? t('signIn.resetTitle') : t('signIn.title')}>
          {session.kind === 'failed' && (
            <Notice tone="attention">
              <p>{t('signIn.unavailable')}</p>
              <p className={styles.code}>{t('app.code', { code: session.failure.code })}</p>
              <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
            </Notice>
          )}
          {session.kind === 'signed-out' && session.why && <Notice tone="attention">{t('signIn.accessEnded')}</Notice>}
          {isReset ? (
            <ResetForm email={email} onEmail={setEmail} onBack={() => setReset(false)} />
          ) : (
            <SignInForm email={email} onEmail={setEmail} onForgot={() => setReset(true)} />
          )}
        </Page>
      </div>
    </div>
  );
}
