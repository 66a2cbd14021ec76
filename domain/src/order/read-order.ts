import { calibrated, sumConfidence } from './calibrate.ts';
import { amountsAgree } from './check-amounts.ts';
import { findCustomerName } from './customer-name.ts';
import { boxOfWords, type FieldBoxes, NO_BOXES } from './field-boxes.ts';
import { finishItems } from './finish-items.ts';
import { judgeOrder } from './is-order.ts';
import { draftItems } from './items.ts';
import { findLabels } from './labels.ts';
import { findLanguage } from './language.ts';
import { notAnOrder, type Order } from './order.ts';
import { findOrderDate } from './order-date.ts';
import { type FoundOrderNumber, findOrderNumbers, shopOfNumber } from './order-number.ts';
import { type LinedPage, toLines } from './page-lines.ts';
import type { RecognisedPage, RecognisedWord } from './recognised-words.ts';
import { findShop } from './shop.ts';
import { findStatus } from './status.ts';
import { findSummaryAmounts } from './summary-amounts.ts';
import { findTracking } from './tracking.ts';

/** What a shop's own form of order number is worth when its name is not printed. */
const SUGGESTED_SHOP_CONFIDENCE = 0.5;

/** An order, and where each of its fields stands in the picture. */
export type OrderReading = { readonly order: Order; readonly boxes: FieldBoxes };

/**
 * Reads an order out of the words of a screenshot (R16): words ▶ lines ▶ labels ▶ fields. Never throws. If the page
 * shows no order, everything but the verdict is empty: nothing is invented. With several orders in view, the topmost.
 */
export function readOrder(recognised: RecognisedPage): OrderReading {
  const whole = toLines(recognised);
  const page = topmostOrder(whole, findOrderNumbers(whole, findLabels(whole.lines)));
  const labels = findLabels(page.lines);
  const orderNumbers = findOrderNumbers(page, labels);
  const language = findLanguage(page, labels);
  const summary = findSummaryAmounts(page);
  const orderDate = findOrderDate(page, labels, language?.language ?? 'en');
  const taken = new Set(orderNumbers.map(({ number }) => number.toUpperCase().replace(/[^0-9A-Z]/g, '')));
  const tracking = findTracking(page, labels, taken);
  const shop = findShop(whole);
  const drafts = draftItems(page, summary.lines);
  const found = finishItems(drafts, page, summary.subtotal);
  const verdict = judgeOrder({
    page: whole,
    orderNumbers,
    summary,
    hasShop: shop !== null,
    itemsWithCount: drafts.filter((draft) => draft.quantity !== null).length,
    itemsWithPrice: drafts.filter((draft) => draft.prices.length > 0).length,
    verifiedTracking: tracking.filter((number) => number.isVerified).length,
    hasOrderDate: orderDate !== null,
  });
  if (!verdict.isOrder) return { order: notAnOrder(verdict.certainty), boxes: NO_BOXES };

  const orderNumber = orderNumbers[0] ?? null;
  const suggested = orderNumber ? shopOfNumber(orderNumber.number) : null;
  const status = findStatus(page, labels);
  const customer = findCustomerName(page, labels);
  const currency = summary.currency ?? found.currency;
  const agree = amountsAgree({ ...summary, items: found.items }, summary.otherCharges);
  const order: Order = {
    isOrder: true,
    shop: shop?.name ?? suggested,
    orderNumber: orderNumber?.number ?? null,
    orderDate: orderDate?.date ?? null,
    currency,
    items: found.items,
    subtotal: summary.subtotal,
    shipping: summary.shipping,
    tax: summary.tax,
    discount: summary.discount,
    total: summary.total,
    tracking: tracking.map(({ carrier, number, isVerified }) => ({ carrier, number, isVerified })),
    status: status?.status ?? null,
    statusText: status?.text ?? null,
    customerName: customer?.name ?? null,
    language: language?.language ?? null,
    confidence: {
      isOrder: verdict.certainty,
      shop: shop ? calibrated(shop.confidence) : suggested ? SUGGESTED_SHOP_CONFIDENCE : 0,
      orderNumber: calibrated(orderNumber?.confidence ?? 0),
      orderDate: calibrated(orderDate?.confidence ?? 0),
      currency: currency ? 0.96 : 0,
      items: found.confidence,
      subtotal: sumConfidence(summary.confidence.subtotal, agree),
      shipping: sumConfidence(summary.confidence.shipping, agree),
      tax: sumConfidence(summary.confidence.tax, agree),
      discount: sumConfidence(summary.confidence.discount, agree),
      total: sumConfidence(summary.confidence.total, agree),
      tracking: Math.min(...tracking.map((number) => number.confidence), tracking.length > 0 ? 1 : 0),
      status: calibrated(status?.confidence ?? 0),
      customerName: calibrated(customer?.confidence ?? 0),
      language: language?.confidence ?? 0,
    },
    checks: { amountsAgree: agree },
  };
  const boxOf = (words: readonly RecognisedWord[] | undefined) => boxOfWords(words ?? [], page.upright);
  const boxes: FieldBoxes = {
    shop: boxOf(shop?.words),
    orderNumber: boxOf(orderNumber?.words),
    orderDate: boxOf(orderDate?.words),
    currency: boxOf(summary.words.currency),
    items: found.words.map(boxOf),
    subtotal: boxOf(summary.words.subtotal),
    shipping: boxOf(summary.words.shipping),
    tax: boxOf(summary.words.tax),
    discount: order.discount === null ? null : boxOf(summary.words.discount),
    total: boxOf(summary.words.total),
    tracking: tracking.map(({ words }) => boxOf(words)),
    status: boxOf(status?.words),
    customerName: boxOf(customer?.words),
  };
  return { order, boxes };
}

/** The page down to where a second order with a number of its own begins. */
function topmostOrder(page: LinedPage, numbers: readonly FoundOrderNumber[]): LinedPage {
  const [first] = numbers;
  const second = numbers.find(({ number, line }) => first && number !== first.number && line > first.line + 2);
  return second ? { ...page, lines: page.lines.slice(0, second.line) } : page;
}
