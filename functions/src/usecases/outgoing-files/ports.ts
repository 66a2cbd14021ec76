import type { OutgoingType } from '@casillero/domain/message/outgoing-file';
import type { Result } from '@casillero/domain/result';

/** What can be sent of a file: as it was given, or made into something that every provider carries. */
export type SendableFile = {
  readonly contentType: OutgoingType;
  readonly bytes: Uint8Array;
  /** of a picture: pixels upright, and a small WebP; null for documents */
  readonly picture: { readonly width: number; readonly height: number; readonly thumbnail: Uint8Array } | null;
};

/** Decides from the bytes alone whether a file can be sent to a contact. */
export type CheckOutgoing = (bytes: Uint8Array) => Promise<Result<SendableFile, 'file-not-sendable'>>;
