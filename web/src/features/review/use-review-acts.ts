import { confirmOrder, correctOrder, type OrderAnswer, reopenOrder, setOrderAside } from '@casillero/domain/api/orders';
import type { Result } from '@casillero/domain/result';
import { effectiveOrder } from '@casillero/domain/review/effective-order';
import { useState } from 'react';
import { useCallEndpoint } from '../../api/api-context.ts';
import { faultTextId } from '../../texts/fault-text-id.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useToast } from '../../ui/toast.tsx';
import type { Change } from './order-form.tsx';
import type { ReviewedOrder } from './ports.ts';

/** Failures of a confirmation after which a person says whose the order is. */
const NEEDS_CUSTOMER: readonly string[] = ['customer-missing', 'customer-ambiguous', 'customer-not-found'];

/** What an order is called in a sentence. */
export function useOrderName(): (order: ReviewedOrder) => string {
  const { t } = useTexts();
  return (order) => {
    const { shop, orderNumber } = effectiveOrder(order);
    return [shop ?? t('order.shopUnknown'), orderNumber].filter((part) => part !== null).join(' ');
  };
}

/**
 * What a person does with orders one after the other: nothing is waited for. What was reviewed is left out of the queue
 * at once (`doneIds`), said in passing with a way to take it back, and comes back if it did not succeed.
 * @param onBack opens an order again that was taken back
 * @param onNeedsCustomer opens an order that cannot be confirmed before somebody says whose it is
 */
export function useReviewActs(
  tenantId: string,
  onBack: (orderId: string) => void,
  onNeedsCustomer: (orderId: string) => void,
) {
  const { t, find } = useTexts();
  const call = useCallEndpoint();
  const toast = useToast();
  const nameOf = useOrderName();
  const [doneIds, setDoneIds] = useState<ReadonlySet<string>>(new Set());
  const at = (id: string) => ({ params: { tenantId, orderId: id }, query: {} });
  const setDone = (id: string, isDone: boolean) =>
    setDoneIds((now) => {
      const next = new Set(now);
      if (isDone) next.add(id);
      else next.delete(id);
      return next;
    });
  const reopen = async (order: ReviewedOrder) => {
    setDone(order.id, false);
    const outcome = await call(reopenOrder, { ...at(order.id), body: undefined });
    if (!outcome.ok)
      return toast({
        text: find(faultTextId(outcome.failure.code)) ?? t('review.notReopened', { name: nameOf(order) }),
      });
    onBack(order.id);
  };
  const review = async (order: ReviewedOrder, reviewed: Promise<Result<OrderAnswer>>, said: string, failed: string) => {
    setDone(order.id, true);
    const outcome = await reviewed;
    if (outcome.ok) return toast({ text: said, undo: () => void reopen(order) });
    setDone(order.id, false);
    if (NEEDS_CUSTOMER.includes(outcome.failure.code)) onNeedsCustomer(order.id);
    const why = find(faultTextId(outcome.failure.code)) ?? '';
    toast({ text: `${failed} ${why}`.trim() });
  };
  return {
    doneIds,
    correct: (order: ReviewedOrder, change: Change): Promise<Result<OrderAnswer>> =>
      call(correctOrder, { ...at(order.id), body: { set: { ...change.set }, reset: [...change.reset] } }),
    /** @param customerId whose it is, where the batch does not say it, or several have its name */
    confirm: (order: ReviewedOrder, customerId: string | null = null) =>
      review(
        order,
        call(confirmOrder, {
          ...at(order.id),
          body: { revision: order.revision, ...(customerId === null ? {} : { customer: { customerId } }) },
        }),
        t('review.confirmedOne', { name: nameOf(order) }),
        t('review.notConfirmed', { name: nameOf(order) }),
      ),
    setAside: (order: ReviewedOrder) =>
      review(
        order,
        call(setOrderAside, { ...at(order.id), body: undefined }),
        t('review.setAsideOne', { name: nameOf(order) }),
        t('review.notSetAside', { name: nameOf(order) }),
      ),
    reopen,
  };
}
