import { metaAccessToken, secretsKeys, twilioAuthToken, wahaApiKey } from '../config.ts';

/** What opens the providers' doors. */
export const PROVIDER_SECRETS = [twilioAuthToken, metaAccessToken, secretsKeys, wahaApiKey];
