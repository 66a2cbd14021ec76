import type { ScreenshotRecord } from '@casillero/domain/records/intake-records';
import type { Result } from '@casillero/domain/result';
import { createContext, useContext } from 'react';
import type { LiveSource } from '../../live/live.ts';

export type Screenshot = ScreenshotRecord & { readonly id: string };

export type ScreenshotsPorts = {
  /** In the order in which they arrived. */
  readonly watchScreenshots: (tenantId: string, batchId: string) => LiveSource<readonly Screenshot[]>;
  /** Those with these ids, at most 30; in no order. */
  readonly watchScreenshotsById: (tenantId: string, ids: readonly string[]) => LiveSource<readonly Screenshot[]>;
  /** Fetches or reads a failed screenshot once more; what comes of it arrives through watchScreenshots. */
  readonly retryScreenshot: (tenantId: string, screenshotId: string) => Promise<Result<void>>;
};

const ScreenshotsContext = createContext<ScreenshotsPorts | null>(null);
export const ScreenshotsProvider = ScreenshotsContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useScreenshotsPorts(): ScreenshotsPorts {
  const ports = useContext(ScreenshotsContext);
  if (!ports) throw new Error('useScreenshotsPorts needs a ScreenshotsProvider above it.');
  return ports;
}
