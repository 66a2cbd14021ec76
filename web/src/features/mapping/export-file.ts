import { writeEnd } from '@casillero/domain/mapping/mapping-lines';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import type { MappingPlace, MappingPorts } from './ports.ts';

/** How often in a row an export that broke off goes on by itself without anything new. */
const ATTEMPTS = 3;

export type ExportedFile = { readonly file: Blob; readonly documents: number };

/**
 * Fetches the whole mapping (R56). One that breaks off goes on after the last whole line, so that a file is complete or none:
 * its last line counts all of it.
 * @param onProgress is told how many documents have arrived
 */
export async function exportFile(
  load: MappingPorts['loadMapping'],
  onProgress: (documents: number) => void,
): Promise<Result<ExportedFile>> {
  const kept: string[] = [];
  let place: MappingPlace | null = null;
  let documents = 0;
  let failure: Failure = BROKE_OFF;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const loaded: Awaited<ReturnType<typeof load>> = await load(place);
    if (!loaded.ok) {
      failure = loaded.failure;
      continue;
    }
    const before = documents;
    try {
      for await (const line of linesOf(loaded.value)) {
        const { kind, id } = JSON.parse(line) as { kind: string; id?: string };
        if (kind === 'casillero-mapping-end') return ok({ file: new Blob([...kept, writeEnd(documents)]), documents });
        if (id === undefined) {
          if (kept.length === 0) kept.push(`${line}\n`);
          continue;
        }
        kept.push(`${line}\n`);
        place = { kind: kind as MappingPlace['kind'], id };
        documents += 1;
        if (documents % 1_000 === 0) onProgress(documents);
      }
    } catch {
      // Broken off within a line or between two: it goes on after the last whole one.
    }
    failure = BROKE_OFF;
    if (documents > before) attempt = -1;
  }
  return { ok: false, failure };
}

const BROKE_OFF = fail('no-network', 'The export broke off.', 'Check the connection and export again.').failure;

/** Whole lines only; what follows the last line break is left out. */
async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncIterable<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + decoder.decode(read.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
