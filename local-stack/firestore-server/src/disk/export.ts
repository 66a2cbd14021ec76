import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readRecords } from './read-records.ts';
import { readSnapshot } from './read-snapshot.ts';
import type { RecoveredState } from './recovered-state.ts';
import { type SnapshotContent, writeSnapshot } from './write-snapshot.ts';

/** How firebase-tools names the file of a Firestore export (hubExport.ts); here it is a whole snapshot. */
const EXPORT_SUFFIX = '.overall_export_metadata';
/** What firebase-tools writes at the top of an export of all emulators. */
const ALL_EMULATORS_FILE = 'firebase-export-metadata.json';

/**
 * Writes `<directory>/<name>/<name>.overall_export_metadata`. An export of before is replaced, other files are not.
 * @returns the path of the file
 * @throws Error of the file system, or when another kind of file stands there
 */
export async function writeExport(directory: string, name: string, content: SnapshotContent): Promise<string> {
  const folder = path.resolve(directory, name);
  const file = path.join(folder, name + EXPORT_SUFFIX);
  if (existsSync(file) && !isSnapshot(file)) {
    throw new Error(`${file} exists and is no export of this server; choose another place.`);
  }
  mkdirSync(folder, { recursive: true });
  await writeSnapshot(file, content);
  return file;
}

/**
 * Reads an export: its file, its folder, or the folder of an export of all emulators by firebase-tools.
 * @throws Error when there is none, or one of another format
 */
export function readExport(given: string): RecoveredState {
  const file = findExport(path.resolve(given));
  if (isSnapshot(file)) return readSnapshot(file);
  throw new Error(
    `${file} is no export of this server. Exports of production and of Google's emulator have another format, which it does not read.`,
  );
}

function isSnapshot(file: string): boolean {
  let hasHeader = false;
  readRecords(file, (record) => {
    hasHeader ||= record.kind === 'header';
  });
  return hasHeader;
}

function findExport(given: string): string {
  if (!existsSync(given)) throw new Error(`There is no export at ${given}.`);
  if (!statSync(given).isDirectory()) return given;
  const list = path.join(given, ALL_EMULATORS_FILE);
  const file = existsSync(list)
    ? path.resolve(given, namedIn(list))
    : path.join(given, path.basename(given) + EXPORT_SUFFIX);
  if (existsSync(file)) return file;
  throw new Error(`There is no export at ${given}: ${file} is missing.`);
}

function namedIn(list: string): string {
  const { metadata_file: file } = Object(Object(JSON.parse(readFileSync(list, 'utf8'))).firestore);
  if (typeof file === 'string') return file;
  throw new Error(`${list} names no Firestore export.`);
}
