import { z } from 'zod';
import { statsRecord } from '../records/platform-records.ts';
import { endpoint } from './endpoint.ts';

/** The gateway's figures (R56), counted at `updatedAt`. */
export const statsView = statsRecord.extend({
  messagesPerDay: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
  updatedAt: z.iso.datetime(),
});
export type StatsView = z.infer<typeof statsView>;

const none = z.object({});

export const getStats = endpoint({
  id: 'getStats',
  method: 'GET',
  path: '/stats',
  summary: 'The gateway’s figures as last counted, with the time; counted anew where they are older than an hour.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: statsView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});

export const recountStats = endpoint({
  id: 'recountStats',
  method: 'POST',
  path: '/stats/recount',
  summary: 'Counts the gateway’s figures now, unless that was done within the last minute.',
  access: 'operator',
  params: none,
  query: none,
  body: z.void(),
  answer: statsView,
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
});
