import type { NumbersRefreshRecord } from '@casillero/domain/records/platform-records';
import type { NumberRecord } from '@casillero/domain/records/routing-records';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

/** A receiving number; its id is its key, for example `twilio:+15550100`. */
export type ReceivingNumber = NumberRecord & { readonly id: string };

export type NumbersPorts = {
  /** All numbers of all providers; for operators. */
  readonly watchNumbers: () => LiveSource<readonly ReceivingNumber[]>;
  /** When the providers were last asked, and how each answered; null: never yet. */
  readonly watchNumbersRefresh: () => LiveSource<NumbersRefreshRecord | null>;
};

export const [NumbersProvider, useNumbersPorts] = portsContext<NumbersPorts>('numbers');
