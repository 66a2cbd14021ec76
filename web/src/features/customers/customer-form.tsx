import { changeCustomer, createCustomer } from '@casillero/domain/api/customers';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import type { Customer } from './ports.ts';

/** Adds a customer, or changes one. */
export function CustomerForm(props: {
  tenantId: string;
  /** null: a new one */
  customer: Customer | null;
  /** what a new one is called, as far as that is known */
  name?: string;
  onDone: (customerId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const { tenantId, customer } = props;
  const formId = useId();
  const [name, setName] = useState(customer?.name ?? props.name ?? '');
  const [phone, setPhone] = useState(customer?.phone ?? '');
  const [notes, setNotes] = useState(customer?.notes ?? '');
  const [isMissing, setMissing] = useState(false);
  const create = useAct(createCustomer);
  const change = useAct(changeCustomer);
  const { isBusy } = customer ? change : create;
  const failure = create.failure ?? change.failure;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() === '') return;
    const facts = { name: name.trim(), phone: phone.trim() || null, notes };
    const outcome = customer
      ? await change.run({ params: { tenantId, customerId: customer.id }, query: {}, body: facts })
      : await create.run({ params: { tenantId }, query: {}, body: facts });
    if (outcome?.ok) props.onDone(outcome.value.id);
  };
  return (
    <Dialog
      title={t(customer ? 'customers.edit' : 'customers.add')}
      onClose={props.onClose}
      isBusy={isBusy}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="primary" isBusy={isBusy}>
            {t('app.save')}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('customers.name')}
          value={name}
          autoFocus
          maxLength={80}
          autoComplete="off"
          error={isMissing ? t('customers.nameMissing') : null}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t('customers.phone')}
          hint={t('customers.phoneHint')}
          type="tel"
          value={phone}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setPhone(event.target.value)}
        />
        <TextAreaField
          label={t('customers.notes')}
          value={notes}
          maxLength={2_000}
          onChange={(event) => setNotes(event.target.value)}
        />
      </form>
      {failure && <ActFailure failure={failure} />}
    </Dialog>
  );
}
