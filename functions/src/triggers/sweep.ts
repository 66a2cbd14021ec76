import { onSchedule } from 'firebase-functions/scheduler';
import { sweepOutbox } from '../composition/sweep.ts';
import { REGION } from '../config.ts';
import { PROVIDER_SECRETS } from './provider-secrets.ts';

/** Every minute: what a crash or a lost task left behind is enqueued again (R91). */
export const sweep = onSchedule(
  { region: REGION, schedule: 'every 1 minutes', memory: '512MiB', timeoutSeconds: 50, secrets: PROVIDER_SECRETS },
  async () => {
    await sweepOutbox()();
  },
);
