import { readEventarcTrigger, readV1Trigger } from '../triggers/trigger.ts';
import { invalidArgument } from '../values/status.ts';
import type { Endpoint } from './server.ts';

const MAX_WAIT_SECONDS = 600;

/** Registration of triggers, as firebase-tools asks for it, and a look at the events under way. */
export const TRIGGER_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'POST',
    path: /^\/eventarcTrigger$/,
    run: ({ state }, { project, query, body }) => {
      state.triggers.register(readEventarcTrigger(project, query.get('eventarcTriggerId') ?? '', body));
      return {};
    },
  },
  {
    method: 'PUT',
    path: /^\/triggers\/([^/]+)$/,
    run: ({ state }, { project, rest, body }) => {
      state.triggers.register(readV1Trigger(project, decodeURIComponent(rest), body));
      return {};
    },
  },
  {
    method: 'DELETE',
    path: /^\/triggers\/([^/]+)$/,
    run: ({ state }, { project, rest }) => {
      state.triggers.unregister(project, decodeURIComponent(rest));
      return {};
    },
  },
  // Ours: tests wait here until functions have seen everything that was written, and have finished.
  {
    method: 'GET',
    path: /^\/pendingEvents$/,
    run: async ({ state }, { project, query }) => {
      const { deliveries } = state.triggers;
      await deliveries.settled(project, readWait(query.get('wait')) * 1000);
      return deliveries.of(project);
    },
  },
];

function readWait(text: string | null): number {
  const seconds = Number(text ?? 0);
  if (seconds >= 0 && seconds <= MAX_WAIT_SECONDS) return seconds;
  throw invalidArgument(`The parameter wait is a number of seconds up to ${MAX_WAIT_SECONDS}, not "${text}".`);
}
