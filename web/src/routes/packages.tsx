import { PACKAGE_STATES } from '@casillero/domain/package/package-state';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { ChosenCustomer } from '../features/customers/chosen-customer.tsx';
import { CustomerPicker } from '../features/customers/customer-picker.tsx';
import { ExportButton } from '../features/exports/export-button.tsx';
import { MoveBar } from '../features/packages/move-bar.tsx';
import { PackageForm } from '../features/packages/package-form.tsx';
import { PackageList } from '../features/packages/package-list.tsx';
import { type PackagesPage, usePackagesPorts } from '../features/packages/ports.ts';
import { useMovePackages } from '../features/packages/use-move-packages.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from '../ui/act-failure.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** How many packages are read at first, and with each "load more". */
const PAGE_SIZE = 50;

const FILTERS = ['all', ...PACKAGE_STATES] as const;

/** An importer's packages, the one that changed last on top, live; several can be moved at once. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  if (!scope) return <NotFound />;
  return (
    <Page title={t('packages.title')} above={<TenantStrip scope={scope} />}>
      <Packages key={scope.tenantId} scope={scope} />
    </Page>
  );
}

function Packages({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const { tenantId } = scope;
  const { watchPackages } = usePackagesPorts();
  const address = useAddress();
  const [filter, setFilter] = useAddressChoice('state', FILTERS);
  const [count, setCount] = useState(PAGE_SIZE);
  const [isAdding, setAdding] = useState(false);
  const search = address.read('q');
  const state = filter === 'all' ? null : filter;
  const query = useLiveQuery(
    () => watchPackages(tenantId, { state, search, customerId: null }, count),
    `${tenantId}:${filter}:${search}:${count}`,
  );
  const { live, isRefreshing } = useKept(query.live, tenantId);
  return (
    <>
      <ListTools
        main={
          <>
            <ExportButton tenantId={tenantId} list="packages" />
            {scope.mayEdit && <ButtonLink to={paths.warehouse.href()}>{t('warehouse.go')}</ButtonLink>}
            {scope.mayEdit && (
              <Button look="primary" onClick={() => setAdding(true)}>
                <PlusIcon />
                {t('packages.add')}
              </Button>
            )}
          </>
        }
      >
        <SearchField label={t('packages.search')} value={search} onChange={(text) => address.write({ q: text })} />
        <SelectField
          label={t('packages.filter')}
          value={filter}
          options={FILTERS.map((value) => ({
            value,
            label: value === 'all' ? t('packages.filter.all') : t(`packages.state.${value}`),
          }))}
          onChange={setFilter}
        />
      </ListTools>
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="14rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
      {live.status === 'ready' && (
        <Found
          scope={scope}
          page={live.value}
          isNarrowed={search.trim() !== '' || state !== null}
          isLoadingMore={isRefreshing}
          onMore={() => setCount(count + PAGE_SIZE)}
          onShowAll={() => address.write({ q: null, state: null })}
        />
      )}
      {isAdding && <AddPackage scope={scope} onClose={() => setAdding(false)} />}
    </>
  );
}

function Found(props: {
  scope: Scope;
  page: PackagesPage;
  isNarrowed: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
  onShowAll: () => void;
}) {
  const { t } = useTexts();
  const { scope } = props;
  const { packages, hasMore } = props.page;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { move, isBusy, failure } = useMovePackages(scope.tenantId);
  const shownAndChosen = packages.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  if (packages.length === 0 && !hasMore)
    return props.isNarrowed ? (
      <EmptyPlace title={t('packages.none.title')}>
        <p>{t('packages.none.text')}</p>
        <Button onClick={props.onShowAll}>{t('packages.none.clear')}</Button>
      </EmptyPlace>
    ) : (
      <EmptyPlace title={t('packages.empty.title')}>
        <p>{t('packages.empty.text')}</p>
      </EmptyPlace>
    );
  return (
    <>
      {shownAndChosen.length > 0 && (
        <MoveBar
          count={shownAndChosen.length}
          isBusy={isBusy}
          onMove={async (state, notifies) => {
            const outcomes = await move(shownAndChosen, state, notifies ? undefined : false);
            if (outcomes) setChosen(new Set());
          }}
          onChooseNone={() => setChosen(new Set())}
        />
      )}
      {failure && <ActFailure failure={failure} />}
      <PackageList
        packages={packages}
        chosen={scope.mayEdit ? chosen : null}
        isCustomerShown
        onChoose={(id, isChosen) =>
          setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((each) => each !== id)))
        }
        renderLink={({ id }, name) => <Link to={scope.packageHref(id)}>{name}</Link>}
        renderCustomer={({ customerId, customerName }) => (
          <Link to={scope.customerHref(customerId)}>{customerName}</Link>
        )}
      />
      {hasMore && (
        <p>
          {t('packages.loaded', { count: packages.length })}{' '}
          <Button onClick={props.onMore} isBusy={props.isLoadingMore}>
            {t('packages.loadMore')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Adds a package: first whose it is, then what is known of it. */
export function AddPackage(props: { scope: Scope; trackingNumber?: string; onClose: () => void }) {
  const { tenantId } = props.scope;
  const [customerId, setCustomerId] = useState<string | null>(null);
  if (customerId === null) return <CustomerPicker tenantId={tenantId} onPick={setCustomerId} onClose={props.onClose} />;
  return (
    <PackageForm
      tenantId={tenantId}
      parcel={null}
      customerId={customerId}
      customer={<ChosenCustomer tenantId={tenantId} customerId={customerId} onChange={() => setCustomerId(null)} />}
      {...(props.trackingNumber === undefined ? {} : { trackingNumber: props.trackingNumber })}
      onDone={props.onClose}
      onClose={props.onClose}
    />
  );
}
