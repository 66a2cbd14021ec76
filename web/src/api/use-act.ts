import type { AnswerOf, CallOf, Endpoint } from '@casillero/domain/api/endpoint';
import type { Failure, Result } from '@casillero/domain/result';
import { useRef, useState } from 'react';
import { useCallEndpoint } from './api-context.ts';

/** Failures after which it is not known whether the act took place: the next attempt must carry the same key. */
export const isUnknownOutcome = ({ code }: Failure): boolean =>
  MAY_HAVE_DONE_IT.has(code) || /^http-5|^unexpected/.test(code);

/** internal, provider-unreachable: it broke off on the way. still-running: an attempt that nobody heard of is at work. */
const MAY_HAVE_DONE_IT: ReadonlySet<string> = new Set([
  'no-network',
  'internal',
  'provider-unreachable',
  'still-running',
]);

export type Act<Each extends Endpoint> = {
  /** Carries it out; null where it is being carried out already, so that a double press does it once. */
  readonly run: (call: CallOf<Each>) => Promise<Result<AnswerOf<Each>> | null>;
  readonly isBusy: boolean;
  /** why the last attempt did not succeed */
  readonly failure: Failure | null;
  readonly forget: () => void;
};

/**
 * One act of a person: busy while it lasts, never twice at once, and with one idempotency key for all attempts at the
 * same thing, where the endpoint wants one.
 */
export function useAct<Each extends Endpoint>(endpoint: Each): Act<Each> {
  const callEndpoint = useCallEndpoint();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isRunning = useRef(false);
  const attempt = useRef<{ readonly call: string; readonly key: string } | null>(null);
  const run: Act<Each>['run'] = async (call) => {
    if (isRunning.current) return null;
    isRunning.current = true;
    setBusy(true);
    setFailure(null);
    const written = JSON.stringify(call);
    if (attempt.current?.call !== written) attempt.current = { call: written, key: crypto.randomUUID() };
    const outcome = await callEndpoint(endpoint, call, endpoint.needsIdempotencyKey ? attempt.current.key : undefined);
    if (outcome.ok || !isUnknownOutcome(outcome.failure)) attempt.current = null;
    isRunning.current = false;
    setBusy(false);
    if (!outcome.ok) setFailure(outcome.failure);
    return outcome;
  };
  return { run, isBusy, failure, forget: () => setFailure(null) };
}
