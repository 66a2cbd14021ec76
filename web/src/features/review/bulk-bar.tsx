import { CONFIRM_MAX, confirmOrders } from '@casillero/domain/api/orders';
import { type ReactNode, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './bulk-bar.module.css';
import type { ReviewedOrder } from './ports.ts';

/** Chooses all that are shown, and confirms what is chosen; what needs a look is left and said, and can be confirmed too. */
export function BulkBar(props: {
  tenantId: string;
  orders: readonly ReviewedOrder[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: ReadonlySet<string>) => void;
  /** stands in place of the button while nothing is chosen */
  otherwise: ReactNode;
}) {
  const { t } = useTexts();
  const toast = useToast();
  const { run, isBusy, failure } = useAct(confirmOrders);
  const [leftIds, setLeftIds] = useState<readonly string[]>([]);
  const shown = new Map(props.orders.map((order) => [order.id, order]));
  const chosen = props.orders.filter(({ id }) => props.chosen.has(id));
  const areAll = props.orders.length > 0 && chosen.length === props.orders.length;
  const confirm = async (ids: readonly string[], isForced: boolean) => {
    const orders = ids.flatMap((id) => shown.get(id) ?? []).slice(0, CONFIRM_MAX);
    const body = { orders: orders.map(({ id, revision }) => ({ id, revision })), isForced };
    const outcome = await run({ params: { tenantId: props.tenantId }, query: {}, body });
    if (!outcome?.ok) return;
    const { confirmed, left } = outcome.value;
    if (confirmed.length > 0) toast({ text: t('review.confirmedMany', { count: confirmed.length }) });
    setLeftIds(left.map(({ id }) => id));
    props.onChoose(new Set());
  };
  const stillLeft = leftIds.filter((id) => shown.has(id));
  return (
    <>
      <div className={styles.bar}>
        <label className={styles.all}>
          <input
            type="checkbox"
            checked={areAll}
            ref={(input) => {
              if (input) input.indeterminate = chosen.length > 0 && !areAll;
            }}
            onChange={() => props.onChoose(areAll ? new Set() : new Set(props.orders.map(({ id }) => id)))}
          />
          {t('review.chooseAll')}
        </label>
        {chosen.length === 0 ? (
          props.otherwise
        ) : (
          <Button
            look="primary"
            isBusy={isBusy}
            onClick={() =>
              void confirm(
                chosen.map(({ id }) => id),
                false,
              )
            }
          >
            {t('review.confirmMany', { count: chosen.length })}
          </Button>
        )}
      </div>
      {failure && <ActFailure failure={failure} />}
      {stillLeft.length > 0 && (
        <Notice tone="waiting">
          <p className={styles.left}>
            <span>{t('review.leftMany', { count: stillLeft.length })}</span>
            <Button isBusy={isBusy} onClick={() => void confirm(stillLeft, true)}>
              {t('review.confirmAnyway')}
            </Button>
          </p>
        </Notice>
      )}
    </>
  );
}
