import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { CustomerForm } from '../features/customers/customer-form.tsx';
import { CustomerList } from '../features/customers/customer-list.tsx';
import { useCustomersPorts } from '../features/customers/ports.ts';
import { ExportButton } from '../features/exports/export-button.tsx';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddress } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** How many customers are read at first, and with each "load more". */
const PAGE_SIZE = 50;

/** An importer's customers, by name, live. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  if (!scope) return <NotFound />;
  return (
    <Page title={t('customers.title')} above={<TenantStrip scope={scope} />}>
      <Customers key={scope.tenantId} scope={scope} />
    </Page>
  );
}

function Customers({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const goTo = useNavigate();
  const { tenantId } = scope;
  const { watchCustomers } = useCustomersPorts();
  const address = useAddress();
  const search = address.read('q');
  const [count, setCount] = useState(PAGE_SIZE);
  const [isAdding, setAdding] = useState(false);
  const query = useLiveQuery(() => watchCustomers(tenantId, search, count), `${tenantId}:${search}:${count}`);
  const { live, isRefreshing } = useKept(query.live, tenantId);
  const page = live.status === 'ready' ? live.value : null;
  return (
    <>
      <ListTools
        main={
          <>
            <ExportButton tenantId={tenantId} list="customers" />
            {scope.mayEdit && (
              <Button look="primary" onClick={() => setAdding(true)}>
                <PlusIcon />
                {t('customers.add')}
              </Button>
            )}
          </>
        }
      >
        <SearchField label={t('customers.search')} value={search} onChange={(text) => address.write({ q: text })} />
      </ListTools>
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="14rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
      {page?.customers.length === 0 &&
        (search.trim() === '' ? (
          <EmptyPlace title={t('customers.empty.title')}>
            <p>{t('customers.empty.text')}</p>
          </EmptyPlace>
        ) : (
          <p role="status">{t('customers.none.title')}</p>
        ))}
      {page && page.customers.length > 0 && (
        <CustomerList
          customers={page.customers}
          renderLink={({ id, name }) => <Link to={scope.customerHref(id)}>{name}</Link>}
        />
      )}
      {page?.hasMore && (
        <p>
          {t('customers.loaded', { count: page.customers.length })}{' '}
          <Button onClick={() => setCount(count + PAGE_SIZE)} isBusy={isRefreshing}>
            {t('packages.loadMore')}
          </Button>
        </p>
      )}
      {isAdding && (
        <CustomerForm
          tenantId={tenantId}
          customer={null}
          onDone={(customerId) => void goTo(scope.customerHref(customerId))}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}
