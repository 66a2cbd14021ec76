import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOCK_FILE, TEMPORARY_SUFFIX } from './file-names.ts';

/** Who holds a directory. `started` tells a process from a later one that was given the same number. */
type Holder = { readonly pid: number; readonly started: string | null };

/** Directories this very process holds: its own pid in a lock file proves nothing otherwise. */
const heldHere = new Set<string>();

/**
 * Takes a directory for this process alone. A lock whose process is gone, killed or from before a reboot, is taken over.
 * @returns a function that gives the directory back
 * @throws Error that names the process which holds it
 */
export function lockDirectory(directory: string): () => void {
  const file = path.join(directory, LOCK_FILE);
  if (heldHere.has(directory)) throw taken(directory, process.pid);
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) };
  // Written aside and linked, so that nobody ever sees a lock file without its content.
  const temporary = `${file}.${process.pid}${TEMPORARY_SUFFIX}`;
  try {
    do {
      removeStale(directory, file);
      writeFileSync(temporary, JSON.stringify(mine));
    } while (!tryLink(temporary, file));
  } finally {
    rmSync(temporary, { force: true });
  }
  heldHere.add(directory);
  return () => {
    heldHere.delete(directory);
    rmSync(file, { force: true });
  };
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    // ENOENT: whoever was quicker has tidied up already.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function removeStale(directory: string, file: string): void {
  const text = read(file);
  if (text === null) return;
  const holder = parse(text);
  if (holder && isAlive(holder)) throw taken(directory, holder.pid);
  // Two servers may find the same stale lock: whoever moved away the other's new one puts it back.
  const aside = `${file}.stale.${process.pid}${TEMPORARY_SUFFIX}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== text) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function isAlive({ pid, started }: Holder): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const startedNow = startOf(pid);
  return started === null || startedNow === null || started === startedNow;
}

/** When a process began, as Linux tells it: the boot and the clock ticks since (proc(5), field 22 of stat). Else null. */
function startOf(pid: number): string | null {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
  // The second field is the program's name in brackets and may itself hold blanks and brackets.
  const ticks = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19];
  return boot !== undefined && ticks !== undefined ? `${boot}/${ticks}` : null;
}

function parse(text: string): Holder | null {
  try {
    const { pid, started }: { pid?: unknown; started?: unknown } = Object(JSON.parse(text));
    if (!Number.isInteger(pid)) return null;
    return { pid: Number(pid), started: typeof started === 'string' ? started : null };
  } catch {
    return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function taken(directory: string, pid: number): Error {
  return new Error(
    `The data directory ${directory} is in use by the process ${pid}. Stop that server, or choose another directory with --data.`,
  );
}
