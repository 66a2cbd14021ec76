import type { EventTransport } from './deliveries.ts';

/** For servers that call no functions: events are dropped in silence. */
export const NO_FUNCTIONS: EventTransport = {
  findHost: async () => null,
  post: async () => 404,
  pause: async () => {},
  warn: () => {},
  stop: () => {},
};
