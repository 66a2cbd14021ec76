import { type Failure, ok, type Result } from '@casillero/domain/result';
import type { UploadState } from './ports.ts';

/** The server's side of one upload. */
export type UploadEdges = {
  /** announces the file, or finds how far it is */
  readonly start: (file: { name: string; sizeBytes: number; sha256: string }) => Promise<Result<UploadState>>;
  readonly send: (uploadId: string, offset: number, bytes: Blob) => Promise<Result<UploadState>>;
  readonly wait: (milliseconds: number) => Promise<void>;
};

/** Waits between attempts at one piece, in milliseconds; after the last one a person decides. */
const WAITS_MS = [500, 1_000, 2_000, 4_000, 8_000];

/** A file that arrived; `wasThere` says that the batch had it before this attempt. */
export type Arrived = UploadState & { readonly wasThere: boolean };

/** A lost connection or an overloaded server: the same piece may get through later. */
const isPassing = ({ code }: Failure): boolean => /^(no-network|http-5\d\d|too-many.*|unexpected-answer)$/.test(code);

/**
 * Sends a file piece by piece (R19); goes on where an earlier attempt stopped, since the server remembers. Passing
 * failures are tried again.
 * @param onProgress is told the bytes that have arrived
 */
export async function uploadFile(
  file: File,
  edges: UploadEdges,
  onProgress: (sentBytes: number) => void,
): Promise<Result<Arrived>> {
  const sha256 = await sha256Of(file);
  const again = () =>
    patiently(edges, () => edges.start({ name: file.name || 'captura', sizeBytes: file.size, sha256 }));
  let state = await again();
  const wasThere = state.ok && state.value.isComplete;
  while (state.ok && !state.value.isComplete) {
    const { uploadId, receivedBytes, chunkBytes } = state.value;
    onProgress(receivedBytes);
    const piece = file.slice(receivedBytes, receivedBytes + chunkBytes);
    const sent: Result<UploadState> = await patiently(edges, () => edges.send(uploadId, receivedBytes, piece));
    // Another tab sends the same file, or an answer was lost: the server knows where to go on.
    state = !sent.ok && sent.failure.code === 'wrong-offset' ? await again() : sent;
  }
  if (!state.ok) return state;
  onProgress(file.size);
  return ok({ ...state.value, wasThere });
}

async function patiently<Value>(
  { wait }: Pick<UploadEdges, 'wait'>,
  attempt: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (const milliseconds of WAITS_MS) {
    const outcome = await attempt();
    if (outcome.ok || !isPassing(outcome.failure)) return outcome;
    await wait(milliseconds);
  }
  return attempt();
}

async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
