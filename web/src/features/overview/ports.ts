import type { WahaSessionRecord } from '@casillero/domain/records/waha-session-record';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

export type OverviewPorts = {
  /** How much work failed for good and waits for a person, counted up to `atMost`. */
  readonly watchDeadCount: (atMost: number) => LiveSource<number>;
  /** What each session of the WAHA server told last (R53). */
  readonly watchWahaSessions: () => LiveSource<readonly (WahaSessionRecord & { readonly id: string })[]>;
};

export const [OverviewProvider, useOverviewPorts] = portsContext<OverviewPorts>('overview');
