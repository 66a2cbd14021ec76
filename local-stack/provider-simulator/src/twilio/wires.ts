import type { Clock } from '../world/clock.ts';
import type { Journal } from '../world/journal.ts';
import type { Roster } from '../world/roster.ts';
import type { ServiceWindows } from '../world/service-window.ts';
import type { StandingFaults } from '../world/standing-faults.ts';
import type { Timeline } from '../world/timeline.ts';
import type { Typing } from '../world/typing.ts';
import type { TwilioAccount, TwilioContent, TwilioNumber } from './account.ts';
import type { MediaStore } from './media-store.ts';
import type { MessageStore } from './message-store.ts';
import type { Inventory } from './offer.ts';
import type { OwnedNumbers } from './owned-numbers.ts';
import type { Senders } from './senders.ts';
import type { WebhookAddresses } from './webhook-addresses.ts';

/** What the parts of the Twilio simulator share. */
export interface TwilioWires {
  clock: Clock;
  journal: Journal;
  timeline: Timeline;
  roster: Roster;
  faults: StandingFaults;
  accounts: readonly TwilioAccount[];
  /** Senders as they are now. */
  readonly numbers: readonly TwilioNumber[];
  contents: readonly TwilioContent[];
  typing: Typing;
  inventory: Inventory;
  owned: OwnedNumbers;
  senders: Senders;
  messages: MessageStore;
  media: MediaStore;
  windows: ServiceWindows;
  addresses: WebhookAddresses;
  /** Known only once the servers listen. */
  origins: { mediaBaseUrl: string; cdnUrl: string };
  /** Aborts when the simulator stops or is cleared. A new one each time it is read: what began before a clear has to
   *  keep the one of its beginning, so `{ ...wires }` at the start of a task. */
  stopping: AbortSignal;
}
