import type { Failure } from '@casillero/domain/result';
import type { CorrectedFields } from '@casillero/domain/review/corrections';
import type { FormEvent, ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './order-form.module.css';

/** What every editor of a field is given. */
export type EditorProps = {
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onSave: (change: CorrectedFields) => void;
  readonly onCancel: () => void;
  /** goes back to what the machine read; null where nobody corrected it */
  readonly onReset: (() => void) | null;
  /** what the machine read, in words */
  readonly readText: string | null;
};

/** The form around a field's inputs: Enter saves, Escape leaves it. */
export function EditorFrame(
  props: Omit<EditorProps, 'onSave'> & { readonly onSubmit: () => void; readonly children: ReactNode },
) {
  const { t } = useTexts();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.isBusy) props.onSubmit();
  };
  return (
    <form
      className={styles.editor}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        props.onCancel();
      }}
    >
      {props.children}
      {props.onReset && (
        <p className={styles.read}>
          {t('review.wasRead', { value: props.readText ?? t('review.nothing') })}{' '}
          <Button look="quiet" isBusy={props.isBusy} onClick={props.onReset}>
            {t('review.reset')}
          </Button>
        </p>
      )}
      {props.failure && <ActFailure failure={props.failure} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" isBusy={props.isBusy}>
          {props.isBusy ? t('app.saving') : t('app.save')}
        </Button>
        <Button onClick={props.onCancel}>{t('app.cancel')}</Button>
      </div>
    </form>
  );
}
