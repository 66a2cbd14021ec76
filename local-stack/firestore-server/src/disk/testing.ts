import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../storage/database.ts';
import { planWrite } from '../storage/plan-write.ts';
import { prepareCommit } from '../storage/prepare-commit.ts';
import type { Write } from '../storage/write.ts';
import { documentName } from '../values/resource-path.ts';
import type { Fields } from '../values/value.ts';
import { type DataDirectory, type DataDirectoryOptions, openDataDirectory } from './data-directory.ts';
import { LOCK_FILE } from './file-names.ts';

export const DATABASE = 'projects/demo-a/databases/(default)';
export const SECOND_DATABASE = 'projects/demo-b/databases/second';

const made: string[] = [];

export function newDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'firestore-disk-'));
  made.push(directory);
  return directory;
}

export function removeDirectories(): void {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** The files as a crash at this moment would leave them; the lock stays behind, it belongs to the living. */
export function crashImage(directory: string): string {
  const image = newDirectory();
  for (const name of readdirSync(directory)) {
    if (name !== LOCK_FILE) cpSync(path.join(directory, name), path.join(image, name));
  }
  return image;
}

/** Two databases on a data directory, without a server around them. */
export type Life = {
  readonly opened: DataDirectory;
  readonly database: Database;
  readonly second: Database;
};

/** A clock that stands still by itself, so that times are the same in each run. */
export const NOW = 1_700_000_000_000_000;

export function beginLife(directory: string, options: DataDirectoryOptions = {}): Life {
  const opened = openDataDirectory(directory, { now: () => NOW, dataSync: 'off', ...options });
  const open = (name: string): Database => {
    const database = new Database(name, { now: opened.journal.now, journal: opened.journal });
    database.restore(opened.state.databases.get(name)?.values() ?? [], 0);
    return database;
  };
  const life = { opened, database: open(DATABASE), second: open(SECOND_DATABASE) };
  opened.journal.attach(() =>
    [life.database, life.second].map((database) => ({ database: database.name, documents: database.allDocuments() })),
  );
  return life;
}

export function set(path: string, fields: Fields, database = DATABASE): Write {
  return { update: { name: documentName(database, path), fields } };
}

export function remove(path: string, database = DATABASE): Write {
  return { delete: documentName(database, path) };
}

/** Commits without locks or rules. @returns the commit time */
export function commit(database: Database, ...writes: Write[]): number {
  const planned = writes.map((write) => planWrite(write, database.name));
  const prepared = prepareCommit(database, planned, database.clock.commitTime());
  database.apply(prepared.time, prepared.changes);
  return prepared.time;
}

export type Contents = Record<string, { fields: Fields; createTime: number; updateTime: number }>;

/** All documents by name, in an order of their own. */
export function contentsOf(...databases: Database[]): Contents {
  const documents = databases.flatMap((database) => [...database.allDocuments()]);
  documents.sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    documents.map(({ name, fields, createTime, updateTime }) => [name, { fields, createTime, updateTime }]),
  );
}

/** What a server would find in a directory. */
export async function recover(directory: string): Promise<{ contents: Contents; dropped: readonly string[] }> {
  const { opened, database, second } = beginLife(directory);
  const contents = contentsOf(database, second);
  await opened.close();
  return { contents, dropped: opened.dropped };
}
