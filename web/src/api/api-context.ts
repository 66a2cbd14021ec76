import { createContext, useContext } from 'react';
import type { CallEndpoint } from './api-client.ts';

const ApiContext = createContext<CallEndpoint | null>(null);
export const ApiProvider = ApiContext.Provider;

/** Calls endpoints of the API as whoever is signed in. */
export function useCallEndpoint(): CallEndpoint {
  const call = useContext(ApiContext);
  if (!call) throw new Error('useCallEndpoint needs an ApiProvider above it.');
  return call;
}
