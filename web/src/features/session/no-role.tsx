import type { Identity } from '@casillero/domain/access/identity';
import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useSession } from './ports.ts';
import styles from './session.module.css';

/** For somebody who is signed in but belongs to nobody yet: what to do about it. */
export function NoRole({ identity }: { identity: Identity }) {
  const { t } = useTexts();
  const session = useSession();
  const [state, setState] = useState<'idle' | 'checking' | 'still-none'>('idle');
  const email = identity.email ?? t('noRole.thisAddress');
  const check = async () => {
    setState('checking');
    await session.refresh();
    setState('still-none');
  };
  return (
    <div className={styles.noRole}>
      <p>{t('noRole.text', { email })}</p>
      <ol className={styles.steps}>
        <li>{t('noRole.step1', { email })}</li>
        <li>{t('noRole.step2')}</li>
        <li>{t('noRole.step3')}</li>
      </ol>
      {state === 'still-none' && <Notice tone="waiting">{t('noRole.still')}</Notice>}
      <Button look="primary" isBusy={state === 'checking'} onClick={() => void check()}>
        {t('noRole.check')}
      </Button>
    </div>
  );
}
