import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { ChosenCustomer } from '../features/customers/chosen-customer.tsx';
import { CustomerPicker } from '../features/customers/customer-picker.tsx';
import { PackageForm } from '../features/packages/package-form.tsx';
import { packageName } from '../features/packages/package-name.ts';
import { PackagePage } from '../features/packages/package-page.tsx';
import { type Package, usePackagesPorts } from '../features/packages/ports.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import styles from './batch.module.css';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** One package, live. */
export function Component() {
  const scope = useScope();
  const { packageId } = useParams();
  if (!scope || !packageId) return <NotFound />;
  return <LivePackage key={`${scope.tenantId}/${packageId}`} scope={scope} packageId={packageId} />;
}

function LivePackage({ scope, packageId }: { scope: Scope; packageId: string }) {
  const { t } = useTexts();
  const { watchPackage } = usePackagesPorts();
  const { live, retry } = useLiveQuery(() => watchPackage(scope.tenantId, packageId), packageId);
  const [isEditing, setEditing] = useState(false);
  if (live.status === 'ready' && live.value === null) return <NotFound />;
  const parcel = live.status === 'ready' ? live.value : null;
  return (
    <Page
      title={(parcel && packageName(parcel)) ?? t('packages.noDescription')}
      above={
        <>
          <TenantStrip scope={scope} />
          <Link to={scope.packagesHref} className={styles.back}>
            <BackIcon />
            {t('packages.back')}
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
      {parcel && (
        <PackagePage
          tenantId={scope.tenantId}
          parcel={parcel}
          mayEdit={scope.mayEdit}
          customer={<Link to={scope.customerHref(parcel.customerId)}>{parcel.customerName}</Link>}
          trackingUrl={`${location.origin}${paths.tracking.href(parcel.trackingToken)}`}
          onEdit={() => setEditing(true)}
        />
      )}
      {parcel && isEditing && <EditPackage scope={scope} parcel={parcel} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function EditPackage({ scope, parcel, onClose }: { scope: Scope; parcel: Package; onClose: () => void }) {
  const { tenantId } = scope;
  const [customerId, setCustomerId] = useState(parcel.customerId);
  const [isChoosing, setChoosing] = useState(false);
  if (isChoosing)
    return (
      <CustomerPicker
        tenantId={tenantId}
        onPick={(id) => {
          setCustomerId(id);
          setChoosing(false);
        }}
        onClose={() => setChoosing(false)}
      />
    );
  return (
    <PackageForm
      tenantId={tenantId}
      parcel={parcel}
      customerId={customerId}
      customer={<ChosenCustomer tenantId={tenantId} customerId={customerId} onChange={() => setChoosing(true)} />}
      onDone={onClose}
      onClose={onClose}
    />
  );
}
