import { type AvailableNumber, listNumberKinds, searchAvailableNumbers } from '@casillero/domain/api/available-numbers';
import type { NumberKind } from '@casillero/domain/records/purchase-record';
import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { COUNTRIES, countryName } from '../../formats/countries.ts';
import { formatMoney } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Field } from '../../ui/field.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useAddress } from '../../ui/use-address.ts';
import styles from './number-search.module.css';
import { PriceText } from './price-text.tsx';

/** What the provider takes as a part of a number: digits, letters, * for any. */
const CONTAINS = /^[0-9A-Za-z*+]{2,16}$/;

/** Country, kind and digits first; then what is for sale, one of which is chosen. */
export function NumberSearch({ onChoose }: { onChoose: (number: AvailableNumber) => void }) {
  const { t, region } = useTexts();
  const address = useAddress();
  const country = COUNTRIES.find((each) => each === address.read('country')) ?? 'US';
  const { live: kinds, reload } = useEndpoint(listNumberKinds, { params: { country }, query: {}, body: undefined });
  const offered = kinds.status === 'ready' ? kinds.value.kinds : [];
  const kind = offered.find((each) => each.kind === address.read('kind'))?.kind ?? offered[0]?.kind ?? null;
  const [contains, setContains] = useState('');
  const [isChecked, setChecked] = useState(false);
  const search = useAct(searchAvailableNumbers);
  const [found, setFound] = useState<readonly AvailableNumber[] | null>(null);
  const wanted = contains.replace(/[\s()-]/g, '');
  const isWellFormed = wanted === '' || CONTAINS.test(wanted);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isWellFormed || kind === null) return;
    const query = { kind, ...(wanted ? { contains: wanted } : {}) };
    const outcome = await search.run({ params: { country }, query, body: undefined });
    if (outcome?.ok) setFound(outcome.value.numbers);
  };
  const change = (changes: Readonly<Record<string, string>>) => {
    setFound(null);
    address.write(changes);
  };
  return (
    <>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <SelectField
          label={t('buy.country')}
          value={country}
          options={COUNTRIES.map((value) => ({ value, label: countryName(region, value) }))}
          onChange={(value) => change({ country: value, kind: '' })}
        />
        <SelectField<NumberKind | ''>
          label={t('buy.kind')}
          value={kind ?? ''}
          disabled={kind === null}
          options={offered.map((each) => ({
            value: each.kind,
            label: each.monthlyPrice
              ? `${t(`buy.kind.${each.kind}`)} · ${formatMoney(region, Number(each.monthlyPrice.amount), each.monthlyPrice.currency)}`
              : t(`buy.kind.${each.kind}`),
          }))}
          onChange={(value) => change({ kind: value })}
        />
        <Field
          label={t('buy.contains')}
          hint={t('buy.containsHint')}
          autoComplete="off"
          value={contains}
          error={isChecked && !isWellFormed ? t('buy.containsMalformed') : null}
          onChange={(event) => setContains(event.target.value)}
        />
        <Button type="submit" look="primary" isBusy={search.isBusy || kinds.status === 'waiting'}>
          {t(search.isBusy ? 'buy.searching' : 'buy.search')}
        </Button>
      </form>
      {kinds.status === 'failed' && <FailureNotice failure={kinds.failure} onRetry={reload} />}
      {kinds.status === 'ready' && offered.length === 0 && <p role="status">{t('buy.noKinds')}</p>}
      {search.failure && <ActFailure failure={search.failure} />}
      {search.isBusy && (
        <Skeleton>
          <Bone height="10rem" />
        </Skeleton>
      )}
      {found && !search.isBusy && <Found numbers={found} onChoose={onChoose} />}
    </>
  );
}

function Found({
  numbers,
  onChoose,
}: {
  numbers: readonly AvailableNumber[];
  onChoose: (number: AvailableNumber) => void;
}) {
  const { t } = useTexts();
  return (
    <>
      <p role="status" className={styles.found}>
        {t('buy.found', { count: numbers.length })}
      </p>
      {numbers.length > 0 && (
        <DataTable
          label={t('buy.results')}
          rows={numbers}
          keyOf={({ phone }) => phone}
          columns={[
            { title: t('number.number'), isName: true, cell: ({ display }) => display },
            {
              title: t('buy.place'),
              cell: ({ locality, region }) => [locality, region].filter(Boolean).join(', ') || '—',
            },
            {
              title: t('buy.capabilities'),
              cell: ({ capabilities }) => (
                <>
                  {capabilities.sms && <Badge tone="quiet">SMS</Badge>}{' '}
                  {capabilities.voice && <Badge tone="quiet">{t('buy.voice')}</Badge>}
                </>
              ),
            },
            {
              title: t('buy.address'),
              cell: ({ addressRequirements }) => t(`buy.address.${addressRequirements}`),
            },
            {
              title: t('purchases.price'),
              cell: ({ monthlyPrice }) => (monthlyPrice ? <PriceText price={monthlyPrice} /> : '—'),
            },
            {
              title: t('app.acts'),
              isActs: true,
              cell: (number) => (
                <Button aria-label={t('buy.choose.label', { number: number.display })} onClick={() => onChoose(number)}>
                  {t('buy.choose')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
