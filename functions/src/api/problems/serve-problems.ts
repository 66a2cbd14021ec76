import { dismissProblems, retryProblems } from '@casillero/domain/api/problems';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { DismissProblem, ProblemSource } from '../../usecases/problems/dismiss-problem.ts';
import type { RetryProblem } from '../../usecases/problems/retry-unprocessed.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** How many are settled at once: each has transactions of its own. */
const AT_ONCE = 5;

/** What failed for good, tried again or dismissed by operators (R91). */
export const serveProblems = (deps: {
  readonly retryWork: RetryProblem;
  readonly retryUnprocessed: RetryProblem;
  readonly dismiss: DismissProblem;
  /** of one problem; what became of the others is told all the same */
  readonly onDefect: (error: unknown) => void;
}): Served[] => [
  serve(retryProblems, async ({ body }, caller) => {
    const actor = actorOf(caller);
    return each(deps, body.problems, ({ source, id }) =>
      (source === 'work' ? deps.retryWork : deps.retryUnprocessed)(id, actor),
    );
  }),
  serve(dismissProblems, async ({ body }, caller) => {
    const actor = actorOf(caller);
    return each(deps, body.problems, ({ source, id }) => deps.dismiss(source, id, actor));
  }),
];

type Named = { readonly source: ProblemSource; readonly id: string };

const BROKEN = fail('try-later', 'It did not work just now.', 'Try again in a moment.');

/** Acts on each by itself, so that one which breaks does not hide what was done about the others. */
async function each<Problem extends Named>(
  { onDefect }: { readonly onDefect: (error: unknown) => void },
  problems: readonly Problem[],
  act: (problem: Problem) => Promise<Result<null>>,
) {
  const outcomes: (Named & { code: string | null; message: string })[] = [];
  for (let from = 0; from < problems.length; from += AT_ONCE)
    outcomes.push(
      ...(await Promise.all(
        problems.slice(from, from + AT_ONCE).map(async (problem) => {
          const outcome = await act(problem).catch((error: unknown) => {
            onDefect(error);
            return BROKEN;
          });
          const { source, id } = problem;
          return outcome.ok
            ? { source, id, code: null, message: '' }
            : { source, id, code: outcome.failure.code, message: outcome.failure.message };
        }),
      )),
    );
  return ok({ outcomes });
}
