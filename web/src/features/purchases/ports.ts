import type { PurchaseRecord } from '@casillero/domain/records/purchase-record';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

export type Purchase = PurchaseRecord & { readonly id: string };

export type PurchasesPorts = {
  /** The newest first; for operators. */
  readonly watchPurchases: (count: number) => LiveSource<readonly Purchase[]>;
  /** null: there is none of this id */
  readonly watchPurchase: (purchaseId: string) => LiveSource<Purchase | null>;
};

export const [PurchasesProvider, usePurchasesPorts] = portsContext<PurchasesPorts>('purchases');
