import { useParams } from 'react-router-dom';
import { usePurchasesPorts } from '../features/purchases/ports.ts';
import { PurchaseView } from '../features/purchases/purchase-view.tsx';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { useDisplayPhone } from '../formats/phone.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, FailureNotice, Skeleton } from '../ui/states.tsx';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

/** One purchase or release, followed live. */
export function Component() {
  const { claims } = useIdentity();
  const { purchaseId } = useParams();
  return claims.role === 'operator' && purchaseId ? (
    <Followed key={purchaseId} purchaseId={purchaseId} />
  ) : (
    <NotFound />
  );
}

function Followed({ purchaseId }: { purchaseId: string }) {
  const { t } = useTexts();
  const { watchPurchase } = usePurchasesPorts();
  const { live, retry } = useLiveQuery(() => watchPurchase(purchaseId), purchaseId);
  const { nameOf } = useTenantNames();
  const purchase = live.status === 'ready' ? live.value : null;
  const phone = useDisplayPhone(purchase?.phone ?? null);
  if (live.status === 'ready' && !purchase) return <NotFound />;
  return (
    <Page
      title={phone ? t('purchases.one', { number: phone }) : t('purchases.title')}
      above={<BackLink to={`${paths.numbers.href()}?tab=purchases`}>{t('purchases.title')}</BackLink>}
    >
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="14rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {purchase && <PurchaseView purchase={purchase} nameOf={nameOf} />}
    </Page>
  );
}
