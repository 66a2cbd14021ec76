import { changePackage, createPackage } from '@casillero/domain/api/packages';
import { PACKAGE_STATES, type PackageState } from '@casillero/domain/package/package-state';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import type { Package } from './ports.ts';

/** Adds a package by hand, or changes what is known of one. */
export function PackageForm(props: {
  tenantId: string;
  /** null: a new one */
  parcel: Package | null;
  customerId: string;
  /** who it is for, with the way to choose somebody else */
  customer: ReactNode;
  trackingNumber?: string;
  onDone: (packageId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const { tenantId, parcel } = props;
  const formId = useId();
  const [description, setDescription] = useState(parcel?.description ?? '');
  const [number, setNumber] = useState(parcel?.trackingNumber ?? props.trackingNumber ?? '');
  const [state, setState] = useState<PackageState>('at-warehouse');
  const create = useAct(createPackage);
  const change = useAct(changePackage);
  const { isBusy } = parcel ? change : create;
  const failure = create.failure ?? change.failure;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const facts = { customerId: props.customerId, description, trackingNumber: number.trim() || null };
    const outcome = parcel
      ? await change.run({ params: { tenantId, packageId: parcel.id }, query: {}, body: facts })
      : await create.run({ params: { tenantId }, query: {}, body: { ...facts, state } });
    if (outcome?.ok) props.onDone(outcome.value.id);
  };
  return (
    <Dialog
      title={t(parcel ? 'packages.edit' : 'packages.add')}
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
      {props.customer}
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('packages.tracking')}
          hint={t('packages.trackingHint')}
          value={number}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setNumber(event.target.value)}
        />
        <Field
          label={t('packages.description')}
          value={description}
          maxLength={160}
          autoComplete="off"
          onChange={(event) => setDescription(event.target.value)}
        />
        {!parcel && (
          <SelectField
            label={t('packages.column.state')}
            value={state}
            options={PACKAGE_STATES.map((value) => ({ value, label: t(`packages.state.${value}`) }))}
            onChange={setState}
          />
        )}
      </form>
      {failure && <ActFailure failure={failure} />}
    </Dialog>
  );
}
