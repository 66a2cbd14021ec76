import type { WebhookTargets } from '../wire/webhook-targets.ts';
import type { Clock } from '../world/clock.ts';
import type { Journal } from '../world/journal.ts';
import type { Roster } from '../world/roster.ts';
import type { ServiceWindows } from '../world/service-window.ts';
import type { StandingFaults } from '../world/standing-faults.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Typing } from '../world/typing.ts';
import type { MetaDirectory } from './directory.ts';
import type { MetaMediaStore } from './media-store.ts';
import type { Rates } from './rates.ts';

/** What the parts of the Meta simulator share. */
export interface MetaWires {
  clock: Clock;
  journal: Journal;
  timeline: Timeline;
  roster: Roster;
  faults: StandingFaults;
  typing: Typing;
  directory: MetaDirectory;
  media: MetaMediaStore;
  windows: ServiceWindows;
  rates: Rates;
  targets: WebhookTargets;
  retryDelaysMs: readonly number[];
  /** Known only once the servers listen. */
  origins: { cdnUrl: string };
  /** Aborts when the simulator stops or is cleared; a new one each time it is read, so `{ ...wires }` at the start of a task. */
  stopping: AbortSignal;
}
