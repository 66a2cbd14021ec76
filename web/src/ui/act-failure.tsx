import type { Failure } from '@casillero/domain/result';
import { faultTextId } from '../texts/fault-text-id.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Notice } from './notice.tsx';
import styles from './states.module.css';

/**
 * Why something that a person asked for was not done. Codes that have a text (`fault.<code>`) are said in the reader's
 * language; for others the server's own sentence is shown.
 */
export function ActFailure({ failure }: { failure: Failure }) {
  const { t, find } = useTexts();
  const known = find(faultTextId(failure.code));
  return (
    <Notice tone="attention">
      <p>{known ?? (`${failure.message} ${failure.hint}`.trim() || t('fault.unknown'))}</p>
      <p className={styles.faultCode}>{t('app.code', { code: failure.code })}</p>
    </Notice>
  );
}
