import type { AnswerOf } from '@casillero/domain/api/endpoint';
import type { restoreMapping } from '@casillero/domain/api/mapping';
import type { MappedKind } from '@casillero/domain/mapping/mapping-lines';
import type { Result } from '@casillero/domain/result';
import { portsContext } from '../../live/ports-context.ts';

/** The last document that arrived of an export that broke off. */
export type MappingPlace = { readonly kind: MappedKind; readonly id: string };

/** What became of one part of a file, or would. */
export type RestoredPart = AnswerOf<typeof restoreMapping>;

export type RestoreWish = { readonly dryRun: boolean; readonly replace: boolean };

export type MappingPorts = {
  /** The mapping as newline-delimited JSON (R56), or what comes after a place in it; the stream may break off. */
  readonly loadMapping: (after: MappingPlace | null) => Promise<Result<ReadableStream<Uint8Array>>>;
  /** Sends one part of a file, whole lines. */
  readonly sendPart: (text: string, wish: RestoreWish) => Promise<Result<RestoredPart>>;
};

export const [MappingProvider, useMappingPorts] = portsContext<MappingPorts>('mapping');
