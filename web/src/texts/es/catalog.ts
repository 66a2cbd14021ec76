import type { messages as english } from '../en/catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { batch } from './batch.ts';
import { batches } from './batches.ts';
import { faults } from './faults.ts';
import { order } from './order.ts';
import { reasons } from './reasons.ts';
import { uploads } from './uploads.ts';

/** The texts of the daily work in Spanish; the type holds it to the ids of the English catalog. */
export const messages: TranslationOf<typeof english> = {
  ...batches,
  ...batch,
  ...faults,
  ...order,
  ...reasons,
  ...uploads,
};
