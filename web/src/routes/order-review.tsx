import type { OrderAnswer } from '@casillero/domain/api/orders';
import { effectiveOrder } from '@casillero/domain/review/effective-order';
import type { ReviewedField } from '@casillero/domain/review/reviewed-fields';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { fieldOrder } from '../features/review/field-order.ts';
import { placesOf, type Wanted } from '../features/review/field-places.ts';
import { OrderForm } from '../features/review/order-form.tsx';
import type { ReviewedOrder } from '../features/review/ports.ts';
import { Reasons, ReviewBadge } from '../features/review/reasons.tsx';
import { ReviewBar } from '../features/review/review-bar.tsx';
import { useKeys } from '../features/review/use-keys.ts';
import type { useReviewActs } from '../features/review/use-review-acts.ts';
import { withTexts } from '../texts/i18n.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { OrderPictures, useOrderScreenshots } from './order-pictures.tsx';
import type { Scope } from './reader.tsx';
import styles from './review.module.css';

/** Needed only where a batch does not say whose its orders are. */
const CustomerPicker = lazy(
  withTexts('packages', () =>
    import('../features/customers/customer-picker.tsx').then(({ CustomerPicker: component }) => ({
      default: component,
    })),
  ),
);

/** An order under review: its pictures, its fields, and what can be done with it. */
export function OrderReview(props: {
  scope: Scope;
  order: ReviewedOrder;
  /** opened after this one was reviewed; null: it was the last */
  nextId: string | null;
  steps: { readonly previous: string | null; readonly next: string | null };
  acts: ReturnType<typeof useReviewActs>;
  onOpen: (orderId: string | null) => void;
  onShowKeys: () => void;
  /** whether somebody is choosing whose it is */
  isChoosing: boolean;
  onChoosing: (isChoosing: boolean) => void;
}) {
  const { t } = useTexts();
  const { scope, acts } = props;
  const [answer, setAnswer] = useState<OrderAnswer | null>(null);
  const order = newest(props.order, answer);
  const effective = answer && order !== props.order ? answer.order : effectiveOrder(order);
  const screenshots = useOrderScreenshots(scope.tenantId, order);
  const [active, setActive] = useState<Wanted | null>(null);
  const [pictureId, setPictureId] = useState(order.parts[0]?.screenshotId ?? '');
  const [editing, setEditing] = useState<ReviewedField | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const mayEdit = scope.mayEdit && order.review === 'waiting';

  // Each order begins at its heading: Enter confirms from there, and readers begin with whose it is.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const look = (wanted: Wanted) => {
    setActive(wanted);
    const places = placesOf(order, screenshots, wanted);
    if (places[0] && !places.some(({ screenshotId }) => screenshotId === pictureId))
      setPictureId(places[0].screenshotId);
  };
  const edit = (field: ReviewedField | null) => {
    setEditing(field);
    if (field === null) requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
  };
  const reviewed = (act: 'confirm' | 'setAside') => {
    if (!mayEdit || acts.doneIds.has(order.id)) return;
    if (act === 'confirm' && order.batchCustomerName === null) return props.onChoosing(true);
    void acts[act](order);
    props.onOpen(props.nextId);
  };
  useKeys({
    Enter: () => reviewed('confirm'),
    x: () => reviewed('setAside'),
    e: () => {
      const { doubtful, others } = fieldOrder(order.attention);
      const field = active?.field ?? doubtful[0] ?? others[0];
      if (!mayEdit || field === undefined) return;
      look({ field });
      setEditing(field);
    },
    ...Object.fromEntries(
      order.parts.slice(0, 9).map((part, place) => [String(place + 1), () => setPictureId(part.screenshotId)]),
    ),
  });

  const name = order.batchCustomerName;
  return (
    <>
      <header className={styles.header}>
        <h1 ref={heading} tabIndex={-1} className={name ? styles.name : styles.noName}>
          {name ?? t('batches.unnamed')}
        </h1>
        <ReviewBadge review={order.review} />
        <p className={styles.facts}>
          <Link to={scope.batchHref(order.batchId)}>{t('review.toBatch')}</Link>
        </p>
        <Reasons attention={order.attention.filter((each) => !('field' in each))} />
      </header>
      <Special scope={scope} order={order} onChoose={mayEdit ? () => props.onChoosing(true) : null} />
      <div className={styles.desk}>
        <OrderPictures
          tenantId={scope.tenantId}
          order={order}
          screenshots={screenshots}
          pictureId={pictureId}
          onPicture={setPictureId}
          active={active}
        />
        <div className={styles.fields}>
          <OrderForm
            order={order}
            effective={effective}
            mayEdit={mayEdit}
            editing={mayEdit ? editing : null}
            onEdit={edit}
            active={active}
            onLook={look}
            onChange={async (change) => {
              const outcome = await acts.correct(order, change);
              if (outcome.ok) setAnswer(outcome.value);
              return outcome;
            }}
          />
          <ReviewBar
            review={order.review}
            mayAct={scope.mayEdit}
            isEditing={editing !== null}
            hasPrevious={props.steps.previous !== null}
            hasNext={props.steps.next !== null}
            onPrevious={() => props.onOpen(props.steps.previous)}
            onNext={() => props.onOpen(props.steps.next)}
            onConfirm={() => reviewed('confirm')}
            onSetAside={() => reviewed('setAside')}
            onReopen={() => void acts.reopen(order)}
            onShowKeys={props.onShowKeys}
          />
        </div>
      </div>
      {props.isChoosing && mayEdit && (
        <Suspense fallback={null}>
          <CustomerPicker
            tenantId={scope.tenantId}
            onPick={(customerId) => {
              props.onChoosing(false);
              void acts.confirm(order, customerId);
              props.onOpen(props.nextId);
            }}
            onClose={() => props.onChoosing(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** What concerns the order as a whole, with the way to what it is about. */
function Special({ scope, order, onChoose }: { scope: Scope; order: ReviewedOrder; onChoose: (() => void) | null }) {
  const { t } = useTexts();
  const has = (kind: string) => order.attention.some((each) => each.kind === kind);
  return (
    <div className={styles.notices}>
      {order.duplicateOf !== null && (
        <Notice tone="waiting">
          <p>
            {t('review.duplicate')} <Link to={scope.orderHref(order.duplicateOf)}>{t('review.toDuplicate')}</Link>
          </p>
        </Notice>
      )}
      {has('customer') && (
        <Notice tone="waiting">
          <p className={styles.choose}>
            {t('review.why.customer')}
            {onChoose && <Button onClick={onChoose}>{t('review.chooseCustomer')}</Button>}
          </p>
        </Notice>
      )}
      {has('late') && (
        <Notice tone="waiting">
          <p>{t('review.late')}</p>
        </Notice>
      )}
      {has('removed') && (
        <Notice tone="waiting">
          <p>{t('review.removed')}</p>
        </Notice>
      )}
    </div>
  );
}

/** The order as the server answered last, until the listener has it too. */
const newest = (live: ReviewedOrder, answer: OrderAnswer | null): ReviewedOrder =>
  answer === null || answer.id !== live.id || new Date(answer.updatedAt) <= live.updatedAt
    ? live
    : { ...live, attention: answer.attention, needsAttention: answer.needsAttention, duplicateOf: answer.duplicateOf };
