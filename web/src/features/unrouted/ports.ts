import type { MessageRecord } from '@casillero/domain/records/intake-records';
import type { UnroutedRecord } from '@casillero/domain/records/routing-records';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

/** A sender whom nobody owns; the id is the alias. */
export type Unrouted = UnroutedRecord & { readonly id: string };

/** The senders who wrote last; `hasMore` says that others were left out. */
export type UnroutedPage = { readonly senders: readonly Unrouted[]; readonly hasMore: boolean };
export type UnroutedMessage = MessageRecord & { readonly id: string };

export type UnroutedPorts = {
  /** Those that wait for an operator, the last to write first. */
  readonly watchUnrouted: (count: number) => LiveSource<UnroutedPage>;
  /** What one of them wrote, the newest last; at most `count`. */
  readonly watchUnroutedMessages: (alias: string, count: number) => LiveSource<readonly UnroutedMessage[]>;
};

export const [UnroutedProvider, useUnroutedPorts] = portsContext<UnroutedPorts>('unrouted');
