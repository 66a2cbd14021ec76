import type { AnswerOf } from '@casillero/domain/api/endpoint';
import type { putUploadBytes } from '@casillero/domain/api/uploads';
import type { Result } from '@casillero/domain/result';
import { createContext, useContext } from 'react';

/** How far an upload is, as the server tells it. */
export type UploadState = AnswerOf<typeof putUploadBytes>;

export type UploadsPorts = {
  /** Sends the piece of a file that begins at `offset`. */
  readonly sendPiece: (tenantId: string, uploadId: string, offset: number, bytes: Blob) => Promise<Result<UploadState>>;
};

const UploadsContext = createContext<UploadsPorts | null>(null);
export const UploadsProvider = UploadsContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useUploadsPorts(): UploadsPorts {
  const ports = useContext(UploadsContext);
  if (!ports) throw new Error('useUploadsPorts needs an UploadsProvider above it.');
  return ports;
}
