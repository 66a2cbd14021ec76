import { useTexts } from '../../texts/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './keys-dialog.module.css';

/** The keys of the review page, as they are printed on a keyboard, and what each does. */
const KEYS = [
  ['Enter', 'review.keys.confirm'],
  ['J', 'review.keys.next'],
  ['K', 'review.keys.previous'],
  ['E', 'review.keys.edit'],
  ['X', 'review.keys.setAside'],
  ['1 … 9', 'review.keys.picture'],
  ['+ − 0', 'review.keys.zoom'],
  ['Esc', 'review.keys.leave'],
  ['?', 'review.keys.show'],
] as const;

/** Everything that can be done without a mouse. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog title={t('review.keys')} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
