import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './scan-form.module.css';

/** The reader of barcodes comes only when the camera is wanted. */
const CameraScanner = lazy(() => import('./camera-scanner.tsx'));

/** Fewer characters mean too many packages. */
const SCAN_MIN = 4;

/**
 * Takes tracking numbers one after the other: typed, from a hand scanner (which types and presses Enter), or from the
 * camera. The field keeps the focus and is empty for the next one at once: scanners do not wait for an answer.
 */
export function ScanForm(props: { onScan: (scan: string) => void }) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [isShort, setShort] = useState(false);
  const [hasCamera, setCamera] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const scan = text.trim();
    const isTooShort = scan.length < SCAN_MIN;
    setShort(isTooShort);
    if (isTooShort) return;
    props.onScan(scan);
    setText('');
    form.current?.querySelector('input')?.focus();
  };
  return (
    <div className={styles.scan}>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        <Field
          label={t('warehouse.scan')}
          value={text}
          autoFocus
          error={isShort ? t('warehouse.short') : null}
          maxLength={200}
          inputMode="text"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="search"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" look="primary">
          {t('warehouse.find')}
        </Button>
        <Button aria-pressed={hasCamera} onClick={() => setCamera(!hasCamera)}>
          {t(hasCamera ? 'warehouse.cameraStop' : 'warehouse.camera')}
        </Button>
      </form>
      {hasCamera && (
        <Suspense fallback={<p role="status">{t('app.loading')}</p>}>
          <CameraScanner onScan={props.onScan} />
        </Suspense>
      )}
    </div>
  );
}
