import { onSchedule } from 'firebase-functions/scheduler';
import { refreshNumbersOnSchedule } from '../composition/numbers.ts';
import { REGION } from '../config.ts';
import { PROVIDER_SECRETS } from './provider-secrets.ts';

/** Every hour: every provider is asked how our numbers and sessions are (R50, R53); what webhooks tell meanwhile comes at once. */
export const refreshNumbers = onSchedule(
  { region: REGION, schedule: 'every 60 minutes', memory: '512MiB', timeoutSeconds: 300, secrets: PROVIDER_SECRETS },
  async () => {
    await refreshNumbersOnSchedule()();
  },
);
