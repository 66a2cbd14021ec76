import type { Price } from '@casillero/domain/records/purchase-record';
import { formatMoney } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';

/** What a number costs a month. */
export function PriceText({ price }: { price: Price }) {
  const { t, region } = useTexts();
  return <>{t('purchases.perMonth', { price: formatMoney(region, Number(price.amount), price.currency) })}</>;
}
