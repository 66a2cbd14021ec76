import type { WebhookTargets } from '../wire/webhook-targets.ts';
import type { Clock } from '../world/clock.ts';
import type { Journal } from '../world/journal.ts';
import type { Roster } from '../world/roster.ts';
import type { StandingFaults } from '../world/standing-faults.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Typing } from '../world/typing.ts';
import type { WahaEngine, WahaOptions } from './account.ts';
import type { Chats } from './chats.ts';
import type { WahaFiles } from './files.ts';
import type { Sessions } from './sessions.ts';

/** What the parts of the WAHA simulator share. */
export interface WahaWires {
  clock: Clock;
  journal: Journal;
  timeline: Timeline;
  roster: Roster;
  faults: StandingFaults;
  typing: Typing;
  targets: WebhookTargets;
  apiKey: string;
  engine: WahaEngine;
  globalWebhook: WahaOptions['globalWebhook'] | null;
  sessions: Sessions;
  chats: Chats;
  files: WahaFiles;
  /** Known only once the server listens. */
  origins: { wahaBaseUrl: string };
  /** Aborts when the simulator stops or is cleared; a new one each time it is read, so `{ ...wires }` at the start of a task. */
  stopping: AbortSignal;
}
