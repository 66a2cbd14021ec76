import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './upload-area.module.css';
import type { Upload } from './use-uploads.ts';

const WORDS = {
  waiting: 'uploads.waiting',
  done: 'uploads.done',
  known: 'uploads.known',
  failed: 'uploads.failed',
  'too-large': 'uploads.tooLarge',
  empty: 'uploads.empty',
} as const;

/** Each file with how far it is. */
export function UploadList(props: { uploads: readonly Upload[]; onRetry: (upload: Upload) => void }) {
  const { t, region } = useTexts();
  const percentOf = ({ sentBytes, file }: Upload) =>
    new Intl.NumberFormat(region, { style: 'percent' }).format(file.size === 0 ? 0 : sentBytes / file.size);
  return (
    <ul className={styles.list}>
      {props.uploads.map((upload) => (
        <li key={upload.id} className={styles.upload}>
          <span className={styles.name}>{upload.file.name}</span>
          {upload.state === 'sending' ? (
            <>
              <progress
                className={styles.bar}
                max={upload.file.size}
                value={upload.sentBytes}
                aria-label={t('uploads.progress', { name: upload.file.name, percent: percentOf(upload) })}
              />
              <span className={styles.percent}>{percentOf(upload)}</span>
            </>
          ) : (
            <span className={styles.state} data-state={upload.state}>
              {t(WORDS[upload.state])}
            </span>
          )}
          {upload.state === 'failed' && (
            <Button look="quiet" onClick={() => props.onRetry(upload)}>
              {t('uploads.retry')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
