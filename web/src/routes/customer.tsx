import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { CustomerForm } from '../features/customers/customer-form.tsx';
import { type Customer, useCustomersPorts } from '../features/customers/ports.ts';
import { PackageList } from '../features/packages/package-list.tsx';
import { usePackagesPorts } from '../features/packages/ports.ts';
import { formatDay } from '../formats/time.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Facts } from '../ui/facts.tsx';
import { BackIcon, PencilIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { PhoneText } from '../ui/phone-text.tsx';
import { Section } from '../ui/section.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import styles from './batch.module.css';
import { Component as NotFound } from './not-found.tsx';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** Packages of one customer that are shown: nobody looks further back here. */
const MOST_PACKAGES = 100;

/** One customer with the packages, live. */
export function Component() {
  const scope = useScope();
  const { customerId } = useParams();
  if (!scope || !customerId) return <NotFound />;
  return <LiveCustomer key={`${scope.tenantId}/${customerId}`} scope={scope} customerId={customerId} />;
}

function LiveCustomer({ scope, customerId }: { scope: Scope; customerId: string }) {
  const { t } = useTexts();
  const { watchCustomer } = useCustomersPorts();
  const { live, retry } = useLiveQuery(() => watchCustomer(scope.tenantId, customerId), customerId);
  if (live.status === 'ready' && live.value === null) return <NotFound />;
  const customer = live.status === 'ready' ? live.value : null;
  return (
    <Page
      title={customer?.name ?? t('packages.customer')}
      above={
        <>
          <TenantStrip scope={scope} />
          <Link to={scope.customersHref} className={styles.back}>
            <BackIcon />
            {t('customers.back')}
          </Link>
        </>
      }
    >
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="12rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {customer && <CustomerFacts scope={scope} customer={customer} />}
      <Packages scope={scope} customerId={customerId} />
    </Page>
  );
}

function CustomerFacts({ scope, customer }: { scope: Scope; customer: Customer }) {
  const { t, region } = useTexts();
  const [isEditing, setEditing] = useState(false);
  return (
    <Section
      act={
        scope.mayEdit && (
          <Button look="quiet" onClick={() => setEditing(true)}>
            <PencilIcon />
            {t('customers.edit')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          {
            name: t('customers.phone'),
            value: customer.phone === null ? t('customers.noPhone') : <PhoneText phone={customer.phone} />,
          },
          { name: t('customers.notes'), value: customer.notes || null },
          { name: t('customers.since'), value: formatDay(region, customer.createdAt) },
        ]}
      />
      {isEditing && (
        <CustomerForm
          tenantId={scope.tenantId}
          customer={customer}
          onDone={() => setEditing(false)}
          onClose={() => setEditing(false)}
        />
      )}
    </Section>
  );
}

function Packages({ scope, customerId }: { scope: Scope; customerId: string }) {
  const { t } = useTexts();
  const { watchPackages } = usePackagesPorts();
  const { live, retry } = useLiveQuery(
    () => watchPackages(scope.tenantId, { state: null, search: '', customerId }, MOST_PACKAGES),
    customerId,
  );
  return (
    <Section title={t('customers.packages')}>
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="6rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && live.value.packages.length === 0 && <p>{t('customers.noPackages')}</p>}
      {live.status === 'ready' && live.value.packages.length > 0 && (
        <PackageList
          packages={live.value.packages}
          chosen={null}
          onChoose={() => {}}
          isCustomerShown={false}
          renderLink={({ id }, name) => <Link to={scope.packageHref(id)}>{name}</Link>}
          renderCustomer={() => null}
        />
      )}
    </Section>
  );
}
