import type { EventFeed } from './event-feed.ts';
import type { ApiCallKind, ApiFault, Faults } from './faults.ts';
import type { Provider } from './provider.ts';

/** The faults that hold until they are changed, and the count of those that wear off. */
export interface StandingFaults {
  get(): Faults;
  replace(faults: Faults): void;
  /** The fault that this request meets, if any; counts one off its `times`. */
  takeApiFault(kind: ApiCallKind, provider: Provider, person?: string): ApiFault | null;
}

export function createStandingFaults(events: EventFeed): StandingFaults {
  let current: Faults = {};
  const replace = (faults: Faults) => {
    current = faults;
    events.emit({ type: 'faults' });
  };
  return {
    get: () => current,
    replace,
    takeApiFault(kind, provider, person) {
      const fault = current.api;
      if (!fault || (fault.on !== 'any' && fault.on !== kind)) return null;
      if (fault.provider !== undefined && fault.provider !== provider) return null;
      if (fault.person !== undefined && fault.person !== person) return null;
      if (fault.times !== undefined) {
        const { api: _spent, ...others } = current;
        replace(fault.times > 1 ? { ...others, api: { ...fault, times: fault.times - 1 } } : others);
      }
      return fault;
    },
  };
}
