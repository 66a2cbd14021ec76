import { fail, ok, type Result } from '@casillero/domain/result';
import { describe, expect, test } from 'vitest';
import type { UploadState } from './ports.ts';
import { uploadFile } from './upload-file.ts';

/** A server that keeps what arrived; `troubles` are what it answers first, in turn. */
function aServer(troubles: readonly (Result<UploadState> | null)[] = [], receivedBytes = 0) {
  const left = [...troubles];
  const log: string[] = [];
  const waits: number[] = [];
  let received = receivedBytes;
  const state = (sizeBytes: number): Result<UploadState> =>
    ok({
      uploadId: 'u1',
      receivedBytes: received,
      chunkBytes: 4,
      isComplete: received === sizeBytes,
      screenshotId: received === sizeBytes ? 's1' : null,
    });
  const size = 10;
  return {
    log,
    waits,
    edges: {
      start: async ({ sha256 }: { sha256: string }) => {
        log.push(`start ${sha256.slice(0, 6)}`);
        return left.shift() ?? state(size);
      },
      send: async (_id: string, offset: number, bytes: Blob) => {
        log.push(`send ${offset}+${bytes.size}`);
        const trouble = left.shift();
        if (trouble) return trouble;
        received = offset + bytes.size;
        return state(size);
      },
      wait: async (milliseconds: number) => {
        waits.push(milliseconds);
      },
    },
  };
}
const file = () => new File(['0123456789'], 'captura.png');
const START = 'start 84d898';
const lost = fail('no-network', '', '');

describe('a file is sent in pieces', () => {
  test.each([
    ['from the beginning', aServer(), [START, 'send 0+4', 'send 4+4', 'send 8+2']],
    ['from where an earlier attempt stopped', aServer([], 8), [START, 'send 8+2']],
    ['that is there already', aServer([], 10), [START]],
    [
      'again after a lost connection',
      aServer([null, lost, lost]),
      [START, 'send 0+4', 'send 0+4', 'send 0+4', 'send 4+4', 'send 8+2'],
    ],
    [
      'from where the server says',
      aServer([null, fail('wrong-offset', '', '')], 4),
      [START, 'send 4+4', START, 'send 4+4', 'send 8+2'],
    ],
  ])('%s', async (_what, server, log) => {
    const progress: number[] = [];
    const outcome = await uploadFile(file(), server.edges, (sent) => progress.push(sent));
    expect(outcome).toMatchObject({ ok: true, value: { screenshotId: 's1', wasThere: log.length === 1 } });
    expect(server.log).toEqual(log);
    expect(progress.at(-1)).toBe(10);
  });

  test('waits longer each time, and gives up to a person in the end', async () => {
    const server = aServer(Array.from({ length: 6 }, () => lost));
    expect(await uploadFile(file(), server.edges, () => {})).toMatchObject({ failure: { code: 'no-network' } });
    expect(server.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
  });

  test('what will not get better is not tried again', async () => {
    const server = aServer([fail('batch-cancelled', '', '')]);
    expect(await uploadFile(file(), server.edges, () => {})).toMatchObject({ failure: { code: 'batch-cancelled' } });
    expect(server.log).toEqual([START]);
  });
});
