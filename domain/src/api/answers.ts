import { z } from 'zod';
import { cleanText } from '../message/clean-text.ts';
import { businessHoursRecord } from '../records/business-hours-record.ts';
import { faultInHours, sortedHours } from '../tenant/business-hours.ts';
import { endpoint } from './endpoint.ts';
import { tenantId } from './tenant-params.ts';

/** Longest welcome and away message, in characters: one message at every provider. */
export const ANSWER_TEXT_MAX = 1_500;

const text = z
  .string()
  .transform((typed) => cleanText(typed).trim())
  .refine((words) => [...words].length <= ANSWER_TEXT_MAX, `At most ${ANSWER_TEXT_MAX} characters.`);

const hours = businessHoursRecord.transform(sortedHours).superRefine((given, context) => {
  const fault = faultInHours(given);
  if (fault === null) return;
  const message =
    fault.why === 'overlap' ? 'Two opening times overlap.' : 'An opening time has to end after it begins.';
  context.addIssue({ code: 'custom', path: [fault.day], message });
});

/** What answers contacts by itself (R32). Texts may be empty: nothing is sent. `hours` null: always open. */
const settings = z.object({ welcome: text, away: text, hours: hours.nullable() });

const answersView = z.object({
  welcome: z.string(),
  away: z.string(),
  hours: businessHoursRecord.nullable(),
  /** IANA name: the hours are on its wall clock. Operators set it */
  timeZone: z.string(),
});
export type AnswersView = z.infer<typeof answersView>;

export const getAnswers = endpoint({
  id: 'getAnswers',
  method: 'GET',
  path: '/tenants/{tenantId}/answers',
  summary: 'The importer’s welcome and away messages, and its business hours.',
  access: 'viewer',
  params: z.object({ tenantId }),
  query: z.object({}),
  body: z.void(),
  answer: answersView,
  status: 200,
  failures: { 'not-found': 404 },
  needsIdempotencyKey: false,
});

export const putAnswers = endpoint({
  id: 'putAnswers',
  method: 'PUT',
  path: '/tenants/{tenantId}/answers',
  summary: 'Sets the importer’s welcome and away messages, and its business hours, all of them.',
  access: 'admin',
  params: z.object({ tenantId }),
  query: z.object({}),
  body: settings,
  answer: answersView,
  status: 200,
  failures: { 'not-found': 404 },
  needsIdempotencyKey: false,
});
