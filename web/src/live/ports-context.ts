import { createContext, type Provider, useContext } from 'react';

/**
 * A feature's ports: what it needs from outside, given to it by app/ once somebody is signed in.
 *
 * @param feature names it in the error of a forgotten provider
 * @returns the provider, and the hook that finds what it was given
 */
export function portsContext<Ports>(feature: string): [Provider<Ports | null>, () => Ports] {
  const Context = createContext<Ports | null>(null);
  const usePorts = (): Ports => {
    const ports = useContext(Context);
    if (!ports) throw new Error(`The ports of ${feature} need their provider above.`);
    return ports;
  };
  return [Context.Provider, usePorts];
}
