import type { Failure } from '@casillero/domain/result';
import { type FormEvent, useId, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from './act-failure.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';

/** Asks for one short text, such as a label, in a dialog. */
export function LabelDialog(props: {
  title: string;
  label: string;
  hint?: string;
  /** said where nothing is written, or too little */
  missing: string;
  value: string;
  /** fewest and most characters */
  min?: number;
  max?: number;
  submit: string;
  /** takes something away from people */
  isDangerous?: boolean;
  isBusy: boolean;
  failure: Failure | null;
  onSubmit: (text: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const formId = useId();
  const [text, setText] = useState(props.value);
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    const isEnough = wanted.length >= (props.min ?? 1);
    setMissing(!isEnough);
    if (isEnough && !props.isBusy) props.onSubmit(wanted);
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      isBusy={props.isBusy}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={props.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look={props.isDangerous ? 'danger' : 'primary'} isBusy={props.isBusy}>
            {props.submit}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          label={props.label}
          {...(props.hint === undefined ? {} : { hint: props.hint })}
          autoComplete="off"
          maxLength={props.max ?? 60}
          value={text}
          error={isMissing ? props.missing : null}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      {props.failure && <ActFailure failure={props.failure} />}
    </Dialog>
  );
}
