import type { LinkRecord } from '@casillero/domain/records/routing-records';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

/** A deep link; its id is its code. */
export type Link = LinkRecord & { readonly id: string };

export type LinksPorts = {
  /** The newest first. */
  readonly watchLinks: (tenantId: string) => LiveSource<readonly Link[]>;
};

export const [LinksProvider, useLinksPorts] = portsContext<LinksPorts>('links');
