import { startUpload } from '@casillero/domain/api/uploads';
import { UPLOAD_MAX_BYTES } from '@casillero/domain/upload/upload';
import { useRef, useState } from 'react';
import { useCallEndpoint } from '../../api/api-context.ts';
import { useUploadsPorts } from './ports.ts';
import { type UploadEdges, uploadFile } from './upload-file.ts';

/** A file on its way, as the list shows it. */
export type Upload = {
  readonly id: number;
  readonly file: File;
  /** known: the batch had it before */
  readonly state: 'waiting' | 'sending' | 'done' | 'known' | 'failed' | 'too-large' | 'empty';
  readonly sentBytes: number;
};

/** Files that are sent at the same time: more would only share the same line. */
const AT_ONCE = 2;

/** Files for one batch: sent two at a time, in the order in which they were added. */
export function useUploads(tenantId: string, batchId: string) {
  const callEndpoint = useCallEndpoint();
  const { sendPiece } = useUploadsPorts();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef<{ waiting: Upload[]; running: number; made: number }>({ waiting: [], running: 0, made: 0 });

  const change = (id: number, fields: Partial<Upload>) =>
    setUploads((before) => before.map((each) => (each.id === id ? { ...each, ...fields } : each)));
  const edges: UploadEdges = {
    start: ({ name, sizeBytes, sha256 }) =>
      callEndpoint(startUpload, {
        params: { tenantId },
        query: {},
        body: { batchId, fileName: name.slice(0, 255), sizeBytes, sha256 },
      }),
    send: (uploadId, offset, bytes) => sendPiece(tenantId, uploadId, offset, bytes),
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };

  const run = async (): Promise<void> => {
    const next = queue.current.running < AT_ONCE ? queue.current.waiting.shift() : undefined;
    if (!next) return;
    queue.current.running += 1;
    change(next.id, { state: 'sending' });
    const outcome = await uploadFile(next.file, edges, (sentBytes) => change(next.id, { sentBytes })).catch(() => null);
    change(next.id, { state: outcome?.ok ? (outcome.value.wasThere ? 'known' : 'done') : 'failed' });
    queue.current.running -= 1;
    await run();
  };
  const enqueue = (wanted: readonly Upload[]) => {
    queue.current.waiting.push(...wanted);
    for (let i = 0; i < AT_ONCE; i++) void run();
  };

  const add = (files: readonly File[]) => {
    const added = files.map((file): Upload => {
      queue.current.made += 1;
      const state = file.size > UPLOAD_MAX_BYTES ? 'too-large' : file.size === 0 ? 'empty' : 'waiting';
      return { id: queue.current.made, file, state, sentBytes: 0 };
    });
    setUploads((before) => [...before, ...added]);
    enqueue(added.filter(({ state }) => state === 'waiting'));
  };
  const retry = (upload: Upload) => {
    change(upload.id, { state: 'waiting' });
    enqueue([upload]);
  };
  const clear = () => setUploads((before) => before.filter(({ state }) => state === 'sending' || state === 'waiting'));
  return { uploads, add, retry, clear };
}
