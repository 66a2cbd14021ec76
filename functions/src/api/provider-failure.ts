import { type Failure, fail } from '@casillero/domain/result';
import type { ProviderFailureCode } from '../usecases/numbers/ports.ts';

/** What a provider did not do, as the API answers it: unreachable (503) or refused (502); its own words stay. */
export const providerFailure = ({ code, message, hint }: Failure<ProviderFailureCode>) =>
  code === 'temporary' || code === 'unknown'
    ? fail('provider-unreachable', message, hint)
    : fail('provider-refused', message, hint);
