import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

export type OverviewPorts = {
  /** How much work failed for good and waits for a person, counted up to `atMost`. */
  readonly watchDeadCount: (atMost: number) => LiveSource<number>;
};

export const [OverviewProvider, useOverviewPorts] = portsContext<OverviewPorts>('overview');
