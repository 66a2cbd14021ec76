import { nothingFollows, type Workers } from '../src/usecases/work-off/work-off.ts';

/** Workers for what a test does not look at: whatever comes is done, and nothing follows. */
export function nobodyWorks(): Workers {
  const idle = {
    act: async () => ({ kind: 'done', conclude: nothingFollows }) as const,
    giveUp: () => nothingFollows,
  };
  return {
    send: idle,
    summary: idle,
    media: idle,
    'message-media': idle,
    extract: idle,
    orders: idle,
    'move-history': idle,
    'take-unrouted': idle,
    provision: idle,
  };
}
