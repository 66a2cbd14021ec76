import type { Failure } from '@casillero/domain/result';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from './act-failure.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';

/**
 * Asks before something that cannot be taken back. Where `typed` is given, its text has to be written first; spaces and
 * dashes do not count.
 */
export function ConfirmDialog(props: {
  title: string;
  children: ReactNode;
  confirm: string;
  typed?: { readonly label: string; readonly text: string };
  isBusy?: boolean;
  failure?: Failure | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const formId = useId();
  const [written, setWritten] = useState('');
  const [isMistyped, setMistyped] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.isBusy) return;
    const isRight = !props.typed || bare(written) === bare(props.typed.text);
    setMistyped(!isRight);
    if (isRight) props.onConfirm();
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      isBusy={props.isBusy ?? false}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={props.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="danger" isBusy={props.isBusy ?? false}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      <form id={formId} onSubmit={submit} noValidate hidden={!props.typed}>
        {props.typed && (
          <Field
            label={props.typed.label}
            hint={props.typed.text}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={written}
            error={isMistyped ? t('app.mistyped', { text: props.typed.text }) : null}
            onChange={(event) => setWritten(event.target.value)}
          />
        )}
      </form>
      {props.failure && <ActFailure failure={props.failure} />}
    </Dialog>
  );
}

const bare = (text: string): string => text.replace(/[\s\-().]/g, '').toLowerCase();
