import { type DatabaseName, parseDocumentName } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';

/** The path of a document that must lie in the database of the request. @throws FirestoreError INVALID_ARGUMENT */
export function pathInDatabase(database: DatabaseName, name: string | undefined): string {
  const parsed = parseDocumentName(name);
  if (parsed.database === database) return parsed.path;
  throw invalidArgument(`The document "${name}" does not belong to the database "${database}" of the request.`);
}
