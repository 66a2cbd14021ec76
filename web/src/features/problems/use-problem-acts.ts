import { dismissProblems, PROBLEMS_AT_ONCE, retryProblems } from '@casillero/domain/api/problems';
import type { Failure } from '@casillero/domain/result';
import { useRef, useState } from 'react';
import { useCallEndpoint } from '../../api/api-context.ts';
import type { Problem } from './problem.ts';

/** How many were asked for, and what became of them. */
export type ActedOn = {
  readonly act: 'retry' | 'dismiss';
  readonly done: number;
  /** those that stay, with why */
  readonly left: readonly { readonly code: string; readonly message: string }[];
  /** the call itself failed: the rest was not asked for */
  readonly failure: Failure | null;
};

/** Retries and dismisses problems, as many as one likes, some at a time; one act after the other. */
export function useProblemActs(onActed: (acted: ActedOn) => void) {
  const callEndpoint = useCallEndpoint();
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const actOn = async (act: ActedOn['act'], problems: readonly Problem[]) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setBusy(true);
    let acted: ActedOn = { act, done: 0, left: [], failure: null };
    for (let from = 0; from < problems.length && acted.failure === null; from += PROBLEMS_AT_ONCE) {
      const named = problems.slice(from, from + PROBLEMS_AT_ONCE).map(({ source, id }) => ({ source, id }));
      const outcome = await (act === 'retry'
        ? callEndpoint(
            retryProblems,
            { params: {}, query: {}, body: { problems: named.filter(isRetried) } },
            crypto.randomUUID(),
          )
        : callEndpoint(dismissProblems, { params: {}, query: {}, body: { problems: named } }));
      if (!outcome.ok) {
        acted = { ...acted, failure: outcome.failure };
        continue;
      }
      const left = outcome.value.outcomes.flatMap(({ code, message }) => (code === null ? [] : [{ code, message }]));
      acted = {
        ...acted,
        done: acted.done + outcome.value.outcomes.length - left.length,
        left: [...acted.left, ...left],
      };
    }
    isRunning.current = false;
    setBusy(false);
    onActed(acted);
  };
  return {
    isBusy,
    retry: (problems: readonly Problem[]) =>
      actOn(
        'retry',
        problems.filter(({ canRetry }) => canRetry),
      ),
    dismiss: (problems: readonly Problem[]) => actOn('dismiss', problems),
  };
}

type Named = Pick<Problem, 'source' | 'id'>;
const isRetried = (named: Named): named is Named & { readonly source: 'work' | 'unprocessed' } =>
  named.source === 'work' || named.source === 'unprocessed';
