import { batch } from './batch.ts';
import { batches } from './batches.ts';
import { general } from './general.ts';
import { order } from './order.ts';
import { reasons } from './reasons.ts';
import { signIn } from './sign-in.ts';

/** Every text of the dashboard in English, as ICU messages; compiled by the build (vite.config.ts). */
export const messages = { ...general, ...signIn, ...batches, ...batch, ...order, ...reasons };
