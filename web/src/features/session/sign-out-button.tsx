import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { ExitIcon } from '../../ui/icons.tsx';
import { useSession } from './ports.ts';
import styles from './session.module.css';

/** Ends the session on this device. */
export function SignOutButton() {
  const { t } = useTexts();
  const session = useSession();
  return (
    <Button look="quiet" onClick={() => void session.signOut()}>
      <span className={styles.exit}>
        <ExitIcon />
      </span>
      {t('app.signOut')}
    </Button>
  );
}
