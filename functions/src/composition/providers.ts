import { byProvider } from '../provider/by-provider.ts';
import { metaProvider } from './meta.ts';
import { once } from './platform.ts';
import { twilioProvider } from './twilio.ts';
import { wahaProvider } from './waha.ts';

/** Sending, looking up, media and read receipts, whatever the provider. */
export const providers = once(() => byProvider({ twilio: twilioProvider, meta: metaProvider, waha: wahaProvider }));
