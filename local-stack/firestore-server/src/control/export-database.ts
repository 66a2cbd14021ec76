import { writeExport } from '../disk/export.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { projectOf } from '../values/resource-path.ts';
import { FirestoreError, invalidArgument } from '../values/status.ts';

/**
 * Writes one database to files, as firebase-tools asks for it on `emulators:export`; `--import` starts from them.
 * @throws FirestoreError INVALID_ARGUMENT for a malformed request, FAILED_PRECONDITION when the files cannot be written
 */
export async function exportDatabase(state: ServerState, project: string, body: unknown): Promise<{ file: string }> {
  const { database: name, export_directory: directory, export_name: exportName } = Object(body);
  if (typeof name !== 'string' || typeof directory !== 'string' || typeof exportName !== 'string') {
    throw invalidArgument(
      'Expected a body like {"database":"projects/P/databases/(default)","export_directory":"...","export_name":"firestore_export"}.',
    );
  }
  if (projectOf(name) !== project) throw invalidArgument(`The database ${name} does not belong to ${project}.`);
  if (!/^[^/\\]+$/.test(exportName) || exportName === '.' || exportName === '..') {
    throw invalidArgument(`The export_name must be the name of a folder, not "${exportName}".`);
  }
  const { database } = state.databaseState(name);
  const documents = [...database.allDocuments()];
  try {
    const lastTime = database.clock.readTime();
    return { file: await writeExport(directory, exportName, { databases: [{ database: name, documents }], lastTime }) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FirestoreError('FAILED_PRECONDITION', `The export could not be written: ${reason}`);
  }
}
