import { addNumber } from '@casillero/domain/api/numbers';
import { numberKeyOf } from '@casillero/domain/receiving-number/number-key';
import { PROVIDERS, type Provider } from '@casillero/domain/receiving-number/receiving-number';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import styles from './number-dialog.module.css';

/** Failures after which a number can still be added, with its display written by hand. */
const CANNOT_BE_ASKED: readonly string[] = ['provider-unreachable', 'provider-refused'];

/** Adds a number that is there at its provider already, by its key; what the provider tells of it is fetched (R50). */
export function AddNumberDialog(props: {
  /** keys of the numbers that are here already */
  known: readonly string[];
  onAdded: (number: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const formId = useId();
  const add = useAct(addNumber);
  const [provider, setProvider] = useState<Provider>('meta');
  const [typed, setTyped] = useState('');
  const [display, setDisplay] = useState('');
  const [isChecked, setChecked] = useState(false);
  const number = numberKeyOf(provider, typed);
  const isThere = number !== null && props.known.includes(number);
  const byHand = display !== '' || CANNOT_BE_ASKED.includes(add.failure?.code ?? '');
  const choose = (next: Provider) => {
    setProvider(next);
    setChecked(false);
    add.forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (number === null || isThere) return;
    const body = display.trim() === '' ? {} : { display: display.trim() };
    const outcome = await add.run({ params: { number }, query: {}, body });
    if (outcome?.ok) props.onAdded(outcome.value.number);
  };
  return (
    <Dialog
      title={t('numbers.add')}
      isBusy={add.isBusy}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={add.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="primary" isBusy={add.isBusy}>
            {t(add.isBusy ? 'numbers.add.asking' : 'numbers.add.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <SelectField
          label={t('number.provider')}
          value={provider}
          options={PROVIDERS.map((value) => ({ value, label: t(`numbers.provider.${value}`) }))}
          onChange={choose}
        />
        <Field
          key={provider}
          label={t(`numbers.add.key.${provider}`)}
          hint={t(`numbers.add.hint.${provider}`)}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          value={typed}
          error={
            isChecked && number === null
              ? t(`numbers.add.wrong.${provider}`)
              : isChecked && isThere
                ? t('numbers.add.isThere')
                : null
          }
          onChange={(event) => setTyped(event.target.value)}
        />
        {byHand && (
          <Field
            label={t('numbers.add.display')}
            hint={t('numbers.add.displayHint')}
            autoComplete="off"
            maxLength={40}
            value={display}
            onChange={(event) => setDisplay(event.target.value)}
          />
        )}
      </form>
      {add.failure && <ActFailure failure={add.failure} />}
    </Dialog>
  );
}
