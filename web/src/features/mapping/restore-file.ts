import { mappingLine } from '@casillero/domain/api/mapping';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import { type FileChanged, filePartsOf, readPiece } from './file-parts.ts';
import type { MappingPorts, RestoredPart, RestoreWish } from './ports.ts';

/** What became of a file so far, or would; lines are those of the file. */
export type FileOutcome = Omit<RestoredPart, 'dryRun'> & {
  /** false: no last line counts its documents, or counts others: something may be missing */
  readonly isComplete: boolean;
};

export type RestoreProgress = { readonly outcome: FileOutcome; readonly doneBytes: number; readonly nextLine: number };

/** A restore that stopped on the way: what was done is done, and going on begins at `nextLine`. */
export type Stopped = RestoreProgress & { readonly failure: Failure };

export const NOTHING_YET: RestoreProgress = {
  outcome: {
    lines: 0,
    restored: 0,
    same: 0,
    changes: [],
    changeCount: 0,
    conflicts: [],
    conflictCount: 0,
    invalid: [],
    invalidCount: 0,
    isComplete: false,
  },
  doneBytes: 0,
  nextLine: 1,
};

/** Waits between attempts at one part, in milliseconds; after the last one a person decides. */
const WAITS_MS = [500, 2_000, 5_000];

/** How many of each list are kept to be shown; the counts count all. */
const LISTED_MAX = 100;

/**
 * Sends a file part by part (R56), or finds out what that would do. Repeating a part changes nothing, so what was interrupted
 * goes on at the part that was not answered.
 * @param from where an earlier attempt stopped
 */
export async function restoreFile(
  file: Blob,
  edges: { readonly send: MappingPorts['sendPart']; readonly wait: (milliseconds: number) => Promise<void> },
  wish: RestoreWish,
  onProgress: (progress: RestoreProgress) => void,
  from: RestoreProgress = NOTHING_YET,
): Promise<{ readonly ok: true; readonly value: FileOutcome } | { readonly ok: false; readonly stopped: Stopped }> {
  let progress = from;
  let lastLine = '';
  for await (const read of filePartsOf(file)) {
    if (!read.ok) return { ok: false, stopped: { ...progress, failure: read.failure } };
    const part = read.value;
    lastLine = lastLineOf(part.text) ?? lastLine;
    if (part.firstLine < progress.nextLine) continue;
    const sent = await patiently(edges.wait, () => edges.send(part.text, wish));
    if (!sent.ok) return { ok: false, stopped: { ...progress, failure: sent.failure } };
    progress = {
      outcome: joined(progress.outcome, sent.value, part.firstLine - 1),
      doneBytes: part.endsAt,
      nextLine: part.firstLine + part.text.split('\n').length - 1,
    };
    onProgress(progress);
  }
  const end = lineOf(lastLine);
  const isComplete = end?.kind === 'casillero-mapping-end' && end.documents === progress.outcome.lines;
  return { ok: true, value: { ...progress.outcome, isComplete } };
}

/** Whether a file begins as an export does: anything else is refused before a byte of it is sent. */
export async function looksLikeMapping(file: Blob): Promise<Result<null, 'not-a-mapping' | FileChanged>> {
  const read = await readPiece(file, 0, 4_096);
  if (!read.ok) return read;
  const [first = ''] = new TextDecoder().decode(read.value).split('\n');
  return lineOf(first)?.kind === 'casillero-mapping'
    ? ok(null)
    : fail(
        'not-a-mapping',
        'Line 1: this file is no export of the mapping.',
        'Choose the file that was exported here.',
      );
}

const lastLineOf = (text: string): string | undefined =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1);

function lineOf(text: string) {
  try {
    const parsed = mappingLine.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function joined(before: FileOutcome, part: RestoredPart, linesBefore: number): FileOutcome {
  const listed = <Each extends { readonly line: number }>(one: readonly Each[], more: readonly Each[]): Each[] =>
    [...one, ...more.map((each) => ({ ...each, line: each.line + linesBefore }))].slice(0, LISTED_MAX);
  return {
    isComplete: false,
    lines: before.lines + part.lines,
    restored: before.restored + part.restored,
    same: before.same + part.same,
    changes: listed(before.changes, part.changes),
    changeCount: before.changeCount + part.changeCount,
    conflicts: listed(before.conflicts, part.conflicts),
    conflictCount: before.conflictCount + part.conflictCount,
    invalid: listed(before.invalid, part.invalid),
    invalidCount: before.invalidCount + part.invalidCount,
  };
}

async function patiently<Value>(
  wait: (milliseconds: number) => Promise<void>,
  attempt: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (const milliseconds of WAITS_MS) {
    const outcome = await attempt();
    if (outcome.ok || !/^(no-network|internal|http-5\d\d|too-many-calls)$/.test(outcome.failure.code)) return outcome;
    await wait(milliseconds);
  }
  return attempt();
}
