import { getDefaultNumber, listNumbers, refreshNumbers } from '@casillero/domain/api/numbers';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useAct } from '../api/use-act.ts';
import { useEndpoint } from '../api/use-endpoint.ts';
import { AccountGauges } from '../features/numbers/account-gauges.tsx';
import { AddNumberDialog } from '../features/numbers/add-number-dialog.tsx';
import { AssignDialog } from '../features/numbers/assign-dialog.tsx';
import {
  ASSIGNMENT_FILTERS,
  filterNumbers,
  PROVIDER_FILTERS,
  STATE_FILTERS,
} from '../features/numbers/filter-numbers.ts';
import { LastRefresh } from '../features/numbers/last-refresh.tsx';
import { NumberDialog } from '../features/numbers/number-dialog.tsx';
import { NumberTable } from '../features/numbers/number-table.tsx';
import { useNumbersPorts } from '../features/numbers/ports.ts';
import { ReleaseDialog } from '../features/numbers/release-dialog.tsx';
import { PurchaseList } from '../features/purchases/purchase-list.tsx';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { WahaSection } from '../features/waha/waha-section.tsx';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from '../ui/act-failure.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { Page } from '../ui/page.tsx';
import { PhoneText } from '../ui/phone-text.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import styles from './numbers.module.css';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

const TABS = ['all', 'purchases', 'waha'] as const;
const NOTHING = { params: {}, query: {}, body: undefined } as const;

/** Every receiving number of every provider, for operators (R50, R52, R53). */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <Numbers /> : <NotFound />;
}

function Numbers() {
  const { t } = useTexts();
  const [tab, setTab] = useAddressChoice('tab', TABS);
  const { nameOf } = useTenantNames();
  return (
    <Page title={t('numbers.title')}>
      <Tabs
        label={t('numbers.parts')}
        value={tab}
        tabs={TABS.map((value) => ({ value, label: t(`numbers.tab.${value}`) }))}
        onChange={setTab}
      >
        {tab === 'all' && <AllNumbers />}
        {tab === 'purchases' && (
          <PurchaseList
            renderLink={({ id, phone }) => (
              <Link to={paths.purchase.href(id)}>
                <PhoneText phone={phone} />
              </Link>
            )}
          />
        )}
        {tab === 'waha' && <WahaSection nameOf={nameOf} />}
      </Tabs>
    </Page>
  );
}

function AllNumbers() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const address = useAddress();
  const { watchNumbers } = useNumbersPorts();
  const { live, retry } = useLiveQuery(watchNumbers, 'numbers');
  const { tenants, nameOf } = useTenantNames();
  const accounts = useEndpoint(listNumbers, NOTHING);
  const defaultNumber = useEndpoint(getDefaultNumber, NOTHING);
  const refresh = useAct(refreshNumbers);
  const [provider, setProvider] = useAddressChoice('provider', PROVIDER_FILTERS);
  const [state, setState] = useAddressChoice('state', STATE_FILTERS);
  const [assignment, setAssignment] = useAddressChoice('assigned', ASSIGNMENT_FILTERS);
  const [over, setOver] = useState<{ readonly kind: 'assign' | 'release'; readonly id: string } | null>(null);
  const [isAdding, setAdding] = useState(false);
  const search = address.read('q');
  const numbers = live.status === 'ready' ? live.value : [];
  const found = filterNumbers(numbers, { search, provider, state, assignment }, nameOf);
  const opened = numbers.find(({ id }) => id === address.read('number'));
  const acted = over && numbers.find(({ id }) => id === over.id);
  const defaultId = defaultNumber.live.status === 'ready' ? defaultNumber.live.value.number : null;
  const refreshNow = async () => {
    if ((await refresh.run(NOTHING))?.ok) accounts.reload();
  };
  return (
    <>
      <div className={styles.top}>
        {accounts.live.status === 'ready' && <AccountGauges accounts={accounts.live.value.accounts} />}
        <div className={styles.buttons}>
          <Button onClick={() => void refreshNow()} isBusy={refresh.isBusy}>
            {t(refresh.isBusy ? 'numbers.refreshing' : 'numbers.refresh')}
          </Button>
          <Button onClick={() => setAdding(true)}>{t('numbers.add')}</Button>
          <ButtonLink to={paths.buyNumber.href()} look="primary">
            {t('buy.title')}
          </ButtonLink>
        </div>
      </div>
      <LastRefresh />
      <ListTools found={numbers.length > 0 && t('app.found', { count: found.length })}>
        <SearchField label={t('numbers.search')} value={search} onChange={(q) => address.write({ q })} />
        <SelectField
          label={t('number.provider')}
          value={provider}
          options={PROVIDER_FILTERS.map((value) => ({ value, label: t(`numbers.provider.${value}`) }))}
          onChange={setProvider}
        />
        <SelectField
          label={t('number.status')}
          value={state}
          options={STATE_FILTERS.map((value) => ({ value, label: t(`numbers.state.${value}`) }))}
          onChange={setState}
        />
        <SelectField
          label={t('numbers.assignment')}
          value={assignment}
          options={ASSIGNMENT_FILTERS.map((value) => ({ value, label: t(`numbers.assignment.${value}`) }))}
          onChange={setAssignment}
        />
      </ListTools>
      {refresh.failure && <ActFailure failure={refresh.failure} />}
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="12rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && numbers.length === 0 && (
        <EmptyPlace title={t('numbers.empty.title')}>
          <p>{t('numbers.empty.text')}</p>
        </EmptyPlace>
      )}
      {found.length > 0 && (
        <NumberTable
          numbers={found}
          nameOf={nameOf}
          defaultId={defaultId}
          renderDetails={({ id, display }) => (
            <button type="button" className="text-button" onClick={() => address.write({ number: id })}>
              {display}
            </button>
          )}
          onAssign={({ id }) => setOver({ kind: 'assign', id })}
        />
      )}
      {opened && !over && (
        <NumberDialog
          number={opened}
          isDefault={opened.id === defaultId}
          nameOf={nameOf}
          onDefaultChanged={defaultNumber.reload}
          onAssign={() => setOver({ kind: 'assign', id: opened.id })}
          onRelease={() => setOver({ kind: 'release', id: opened.id })}
          onClose={() => address.write({ number: null })}
        />
      )}
      {isAdding && (
        <AddNumberDialog
          known={numbers.map(({ id }) => id)}
          onAdded={(number) => {
            setAdding(false);
            accounts.reload();
            address.write({ number });
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {over?.kind === 'assign' && acted && (
        <AssignDialog number={acted} tenants={tenants} onClose={() => setOver(null)} />
      )}
      {over?.kind === 'release' && acted && (
        <ReleaseDialog
          number={acted}
          onReleasing={(purchaseId) => void navigate(paths.purchase.href(purchaseId))}
          onClose={() => setOver(null)}
        />
      )}
    </>
  );
}
