import { isFound, parseSearch } from '@casillero/domain/search/search-tokens';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { Thumbnail } from '../features/media/media-image.tsx';
import { BulkBar } from '../features/review/bulk-bar.tsx';
import { OrderList, OrderListBones } from '../features/review/order-list.tsx';
import { type OrdersPage, type ReviewState, useReviewPorts } from '../features/review/ports.ts';
import { useKeys } from '../features/review/use-keys.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Page, PageHeading } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddressChoice } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { type Scope, useScope } from './reader.tsx';
import styles from './review.module.css';
import { TenantStrip } from './tenant-strip.tsx';

/** How many orders are read at first, and with each "load more". */
const PAGE_SIZE = 30;

const STATES = ['waiting', 'confirmed', 'set-aside'] as const satisfies readonly [ReviewState, ...ReviewState[]];

/** Orders to be reviewed, what needs a person on top; and those that were (R17). */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  if (!scope) return <NotFound />;
  const heading = (
    <div className={styles.heading}>
      <PageHeading>{t('review.title')}</PageHeading>
      <ButtonLink to={scope.accuracyHref} look="quiet">
        {t('accuracy.title')}
      </ButtonLink>
    </div>
  );
  return (
    <Page title={t('review.title')} heading={heading} above={<TenantStrip scope={scope} />}>
      <Orders key={scope.tenantId} scope={scope} />
    </Page>
  );
}

function Orders({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  const { tenantId } = scope;
  const { watchOrders, watchFoundOrders } = useReviewPorts();
  const [state, setState] = useAddressChoice('show', STATES);
  const [typed, setTyped] = useState('');
  const [count, setCount] = useState(PAGE_SIZE);
  const search = parseSearch(typed);
  const family = `${tenantId}:${search?.token ?? state}`;
  const query = useLiveQuery(
    () => (search ? watchFoundOrders(tenantId, search.token, count) : watchOrders(tenantId, state, count)),
    `${family}:${count}`,
  );
  const { live, isRefreshing } = useKept(query.live, family);
  return (
    <>
      <div className={styles.tools}>
        <Choice
          label={t('review.show')}
          value={state}
          options={STATES.map((value) => ({ value, label: t(`review.state.${value}`) }))}
          onChange={(next) => {
            setTyped('');
            setCount(PAGE_SIZE);
            setState(next);
          }}
        />
        <div className={styles.search}>
          <SearchField label={t('review.search')} value={typed} onChange={setTyped} />
        </div>
      </div>
      {live.status === 'waiting' && (
        <Skeleton>
          <OrderListBones />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
      {live.status === 'ready' && (
        <Loaded
          key={family}
          scope={scope}
          state={search ? null : state}
          page={
            search
              ? { ...live.value, orders: live.value.orders.filter(({ searchTokens }) => isFound(search, searchTokens)) }
              : live.value
          }
          isLoadingMore={isRefreshing}
          onMore={() => setCount(count + PAGE_SIZE)}
        />
      )}
    </>
  );
}

function Loaded(props: {
  scope: Scope;
  /** null: found by a search, in any state */
  state: ReviewState | null;
  page: OrdersPage;
  isLoadingMore: boolean;
  onMore: () => void;
}) {
  const { t } = useTexts();
  const go = useNavigate();
  const { scope, state, page } = props;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const isQueue = state === 'waiting';
  const [first] = page.orders;
  useKeys(
    isQueue && first
      ? { j: () => void go(scope.orderHref(first.id)), Enter: () => void go(scope.orderHref(first.id)) }
      : {},
  );
  if (page.orders.length === 0)
    return (
      <EmptyPlace title={t(state === null ? 'app.nothingFound' : `review.empty.${state}`)} filled={isQueue ? [] : [1]}>
        {isQueue && <p>{t('review.empty.text')}</p>}
      </EmptyPlace>
    );
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      {isQueue && first && scope.mayEdit && (
        <BulkBar
          tenantId={scope.tenantId}
          orders={page.orders}
          chosen={chosen}
          onChoose={setChosen}
          otherwise={
            <ButtonLink to={scope.orderHref(first.id)} look="primary">
              {t('review.begin')}
            </ButtonLink>
          }
        />
      )}
      <OrderList
        orders={page.orders}
        chosen={isQueue && scope.mayEdit ? chosen : null}
        onChoose={choose}
        isOneState={state !== null}
        namedBy="customer"
        renderLink={(order, name) => <Link to={scope.orderHref(order.id)}>{name}</Link>}
        renderCover={(_, screenshotId) => <Thumbnail tenantId={scope.tenantId} screenshotId={screenshotId} alt="" />}
      />
      {page.hasMore && (
        <footer className={styles.more}>
          <Button onClick={props.onMore} isBusy={props.isLoadingMore}>
            {props.isLoadingMore ? t('batches.loadingMore') : t('batches.loadMore')}
          </Button>
        </footer>
      )}
    </>
  );
}
