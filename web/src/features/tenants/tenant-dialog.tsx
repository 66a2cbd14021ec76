import { createTenant, editTenant } from '@casillero/domain/api/tenants';
import { EXTRACTION_ENGINES } from '@casillero/domain/records/tenant-record';
import { LOCALES } from '@casillero/domain/tenant/locale';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { COUNTRIES, countryName } from '../../formats/countries.ts';
import { LANGUAGE_NAMES } from '../../texts/language.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import type { Tenant } from './ports.ts';
import styles from './tenant-dialog.module.css';

const PLANS = ['starter', 'business', 'enterprise'] as const;

/** As the API wants it. */
const NAME_MIN_CHARACTERS = 2;

/** What the form holds. */
type Draft = Pick<Tenant, 'name' | 'locale' | 'timeZone' | 'country' | 'plan' | 'extractionEngine'>;

const NEW: Draft = {
  name: '',
  locale: 'es',
  timeZone: 'America/El_Salvador',
  country: 'SV',
  plan: 'starter',
  extractionEngine: 'ocr',
};

/**
 * Creates an importer, or changes one.
 *
 * @param tenant null: a new one
 */
export function TenantDialog(props: {
  tenant: Tenant | null;
  onSaved: (tenant: { readonly id: string; readonly name: string }) => void;
  onClose: () => void;
}) {
  const { t, region } = useTexts();
  const formId = useId();
  const zonesId = useId();
  const create = useAct(createTenant);
  const edit = useAct(editTenant);
  const [draft, setDraft] = useState<Draft>(props.tenant ?? NEW);
  const [isChecked, setChecked] = useState(false);
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const isNamed = draft.name.trim().length >= NAME_MIN_CHARACTERS;
  const hasZone = isTimeZone(draft.timeZone);
  const isBusy = create.isBusy || edit.isBusy;
  const failure = create.failure ?? edit.failure;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isNamed || !hasZone) return;
    const { name, locale, timeZone, country, plan, extractionEngine } = draft;
    const body = { name: name.trim(), locale, timeZone, country, plan, extractionEngine };
    const outcome = props.tenant
      ? await edit.run({ params: { tenantId: props.tenant.id }, query: {}, body })
      : await create.run({ params: {}, query: {}, body });
    if (outcome?.ok) props.onSaved(outcome.value);
  };
  const countries = COUNTRIES.some((each) => each === draft.country) ? COUNTRIES : [draft.country, ...COUNTRIES];
  return (
    <Dialog
      title={props.tenant ? t('tenants.edit.title', { name: props.tenant.name }) : t('tenants.create')}
      isWide
      isBusy={isBusy}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose} disabled={isBusy}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" form={formId} look="primary" isBusy={isBusy}>
            {props.tenant ? t('app.save') : t('tenants.create.submit')}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('tenants.name')}
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={draft.name}
          error={isChecked && !isNamed ? t('tenants.nameMissing') : null}
          onChange={(event) => set({ name: event.target.value })}
        />
        <SelectField
          label={t('tenants.plan')}
          value={draft.plan}
          options={PLANS.map((value) => ({ value, label: t(`tenants.plan.${value}`) }))}
          onChange={(plan) => set({ plan })}
        />
        <SelectField
          label={t('tenants.locale')}
          hint={t('tenants.localeHint')}
          value={draft.locale}
          options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={(locale) => set({ locale })}
        />
        <SelectField
          label={t('tenants.country')}
          hint={t('tenants.countryHint')}
          value={draft.country}
          options={countries.map((value) => ({ value, label: countryName(region, value) }))}
          onChange={(country) => set({ country })}
        />
        <Field
          label={t('tenants.timeZone')}
          list={zonesId}
          autoComplete="off"
          spellCheck={false}
          value={draft.timeZone}
          error={isChecked && !hasZone ? t('tenants.timeZoneUnknown') : null}
          onChange={(event) => set({ timeZone: event.target.value.trim() })}
        />
        <datalist id={zonesId}>
          {Intl.supportedValuesOf('timeZone').map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <SelectField
          label={t('tenants.engine')}
          value={draft.extractionEngine}
          options={EXTRACTION_ENGINES.map((value) => ({ value, label: t(`tenants.engine.${value}`) }))}
          onChange={(extractionEngine) => set({ extractionEngine })}
        />
      </form>
      {failure && <ActFailure failure={failure} />}
    </Dialog>
  );
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}
