import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { documentId } from './tenant-params.ts';

/** Most problems of one call. */
export const PROBLEMS_AT_ONCE = 50;

/** work: an outbox entry that failed for good. The others are collections of the same name, as operators read them live. */
export const PROBLEM_SOURCES = ['work', 'unprocessed', 'refused', 'conflict'] as const;
const id = documentId;

/** What became of each, in the order asked for; `code` null: it was done. */
const outcomes = z.object({
  outcomes: z.array(
    z.object({ source: z.enum(PROBLEM_SOURCES), id: z.string(), code: z.string().nullable(), message: z.string() }),
  ),
});

export const retryProblems = endpoint({
  id: 'retryProblems',
  method: 'POST',
  path: '/problems/retry',
  summary:
    'Tries again what failed for good: work (an outbox entry goes on, and looks up first what an earlier attempt did), or a kept payload, taken in as if its webhook came now. Each is told by itself.',
  access: 'operator',
  params: z.object({}),
  query: z.object({}),
  body: z.object({
    problems: z
      .array(z.object({ source: z.enum(['work', 'unprocessed']), id }))
      .min(1)
      .max(PROBLEMS_AT_ONCE),
  }),
  answer: outcomes,
  status: 200,
  failures: {},
  needsIdempotencyKey: true,
});

export const dismissProblems = endpoint({
  id: 'dismissProblems',
  method: 'POST',
  path: '/problems/dismiss',
  summary: 'Takes problems off the list, since nothing is to be done about them; the audit says who did.',
  access: 'operator',
  params: z.object({}),
  query: z.object({}),
  body: z.object({
    problems: z
      .array(z.object({ source: z.enum(PROBLEM_SOURCES), id }))
      .min(1)
      .max(PROBLEMS_AT_ONCE),
  }),
  answer: outcomes,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
