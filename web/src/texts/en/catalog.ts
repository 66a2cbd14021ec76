import { batch } from './batch.ts';
import { batches } from './batches.ts';
import { faults } from './faults.ts';
import { order } from './order.ts';
import { reasons } from './reasons.ts';
import { uploads } from './uploads.ts';

/** The texts of every importer's daily work, fetched after the sign-in; compiled by the build (vite.config.ts). */
export const messages = { ...batches, ...batch, ...faults, ...order, ...reasons, ...uploads };
