import type { AvailableNumber } from '@casillero/domain/api/available-numbers';
import { provisionNumber } from '@casillero/domain/api/purchases';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select.tsx';
import { PriceText } from './price-text.tsx';

/** As the API wants it. */
const NAME_MIN_CHARACTERS = 3;

/** What stands for "shared" among the importers; no importer has this id. */
const SHARED = '*shared';
const NOBODY = '';

/** The last look before a number is paid: which, for how much, under what name, for whom. */
export function BuyDialog(props: {
  number: AvailableNumber;
  tenants: readonly { readonly id: string; readonly name: string }[];
  onBought: (purchaseId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const formId = useId();
  const provision = useAct(provisionNumber);
  const [owner, setOwner] = useState(NOBODY);
  const [profileName, setProfileName] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { number } = props;
  const isNamed = profileName.trim().length >= NAME_MIN_CHARACTERS;
  const choose = (id: string) => {
    const before = props.tenants.find((tenant) => tenant.id === owner)?.name ?? '';
    setOwner(id);
    // The importer's name is what people expect; one that was typed stays.
    if (profileName === before) setProfileName(props.tenants.find((tenant) => tenant.id === id)?.name ?? '');
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isNamed) return;
    const { phone, country, kind, monthlyPrice } = number;
    const outcome = await provision.run({
      params: {},
      query: {},
      body: {
        phone,
        country,
        kind,
        profileName: profileName.trim(),
        ...(owner === SHARED ? { mode: 'shared' as const } : owner === NOBODY ? {} : { tenantId: owner }),
        ...(monthlyPrice ? { monthlyPrice } : {}),
      },
    });
    if (outcome?.ok) props.onBought(outcome.value.id);
  };
  return (
    <Dialog
      title={t('buy.confirm.title', { number: number.display })}
      isBusy={provision.isBusy}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={provision.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="primary" isBusy={provision.isBusy}>
            {t(provision.isBusy ? 'buy.buying' : 'buy.now')}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          { name: t('number.number'), value: <strong>{number.display}</strong> },
          { name: t('buy.kind'), value: t(`buy.kind.${number.kind}`) },
          {
            name: t('purchases.price'),
            value: number.monthlyPrice ? <PriceText price={number.monthlyPrice} /> : t('buy.noPrice'),
          },
        ]}
      />
      {number.addressRequirements !== 'none' && (
        <Notice tone="waiting">
          {t('buy.addressNeeded', { which: t(`buy.address.${number.addressRequirements}`) })}
        </Notice>
      )}
      {!number.capabilities.sms && !number.capabilities.voice && <Notice tone="waiting">{t('buy.noCode')}</Notice>}
      <form
        id={formId}
        onSubmit={(event) => void submit(event)}
        noValidate
        style={{ display: 'grid', gap: 'var(--space-4)' }}
      >
        <SelectField
          label={t('buy.owner')}
          value={owner}
          options={[
            { value: NOBODY, label: t('buy.owner.nobody') },
            { value: SHARED, label: t('numbers.assignment.shared') },
            ...props.tenants.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={choose}
        />
        <Field
          label={t('purchases.profileName')}
          hint={t('buy.profileNameHint')}
          autoComplete="off"
          maxLength={100}
          value={profileName}
          error={isChecked && !isNamed ? t('buy.profileNameMissing') : null}
          onChange={(event) => setProfileName(event.target.value)}
        />
      </form>
      {provision.failure && <ActFailure failure={provision.failure} />}
    </Dialog>
  );
}
