import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Never a source: what others made or installed. */
const NOT_SOURCES: ReadonlySet<string> = new Set(['node_modules', 'dist', 'lib']);

/**
 * Whether `output` is missing or older than anything in `sources` (files or folders; a missing one counts for nothing).
 * A deleted source shows in the time of its folder.
 */
export async function isStale(output: string, sources: readonly string[]): Promise<boolean> {
  const madeAt = await modifiedAt(output);
  if (madeAt === null) return true;
  const changes = await Promise.all(sources.map(newestChange));
  return Math.max(...changes) > madeAt;
}

/** Milliseconds since 1970 of the last change at or below `path`; 0 if it is missing. */
async function newestChange(path: string): Promise<number> {
  const own = (await modifiedAt(path)) ?? 0;
  const entries = await readdir(path).catch(() => []); // a file, or missing
  const below = await Promise.all(
    entries.filter((name) => !NOT_SOURCES.has(name)).map((name) => newestChange(join(path, name))),
  );
  return Math.max(own, ...below);
}

const modifiedAt = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
