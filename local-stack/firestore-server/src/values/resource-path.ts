import { compareUtf8 } from './compare-strings.ts';
import { MAX_ID_BYTES, MAX_PATH_SEGMENTS } from './limits.ts';
import { invalidArgument } from './status.ts';

/** `projects/P/databases/D` */
export type DatabaseName = string;
/** `projects/P/databases/D/documents/c/d...` */
export type DocumentName = string;
/** The part after `documents/`: `c/d` names a document, `c` a collection, the empty string the root. */
export type RelativePath = string;

export type ParsedName = { database: DatabaseName; path: RelativePath };

const PROJECTS = 'projects/';
const DATABASES = '/databases/';
const DOCUMENTS = '/documents';
const DATABASE = /^projects\/([^/]+)\/databases\/([^/]+)$/;
const RESERVED_ID = /^__.*__$/s;
const NUMERIC_ID = /^__id(-?\d{1,19})__$/;

/** The project of a database name. @throws FirestoreError INVALID_ARGUMENT */
export function projectOf(database: DatabaseName): string {
  const project = DATABASE.exec(database)?.[1];
  if (!project) throw invalidArgument(`Invalid database name: "${database}". Expected projects/P/databases/D.`);
  return project;
}

/** @throws FirestoreError INVALID_ARGUMENT unless the text is `projects/P/databases/D` */
export function assertDatabaseName(database: string | undefined): DatabaseName {
  projectOf(database ?? '');
  return database ?? '';
}

/** Splits a resource name without checking the segments below `documents`; null when it has another form. */
export function splitName(name: string): ParsedName | null {
  if (!name.startsWith(PROJECTS)) return null;
  const projectEnd = name.indexOf('/', PROJECTS.length);
  if (projectEnd <= PROJECTS.length || !name.startsWith(DATABASES, projectEnd)) return null;
  const databaseStart = projectEnd + DATABASES.length;
  const databaseEnd = name.indexOf('/', databaseStart);
  if (databaseEnd <= databaseStart || !name.startsWith(DOCUMENTS, databaseEnd)) return null;
  const end = databaseEnd + DOCUMENTS.length;
  // Nothing after `documents`, or a slash and more.
  if (name.length === end) return { database: name.slice(0, databaseEnd), path: '' };
  if (name.charAt(end) !== '/' || name.length === end + 1) return null;
  return { database: name.slice(0, databaseEnd), path: name.slice(end + 1) };
}

/** The name of a document. @throws FirestoreError INVALID_ARGUMENT for any other text */
export function parseDocumentName(name: string | undefined): ParsedName {
  const parsed = splitName(name ?? '');
  if (!parsed || parsed.path === '') throw invalidArgument(`Invalid document name: "${name ?? ''}".`);
  const segments = parsed.path.split('/');
  for (const segment of segments) assertSegment(segment, parsed.path);
  if (segments.length % 2 !== 0) {
    throw invalidArgument(
      `Document name "${name}" has invalid path: a document has an even number of segments after "documents".`,
    );
  }
  if (segments.length > MAX_PATH_SEGMENTS) {
    throw invalidArgument(`Document name "${name}" lies deeper than 100 levels of collections.`);
  }
  return parsed;
}

/** A parent of collections: `.../documents` or a document. @throws FirestoreError INVALID_ARGUMENT */
export function parseParent(name: string | undefined): ParsedName {
  const parsed = splitName(name ?? '');
  if (parsed && parsed.path === '') return parsed;
  return parseDocumentName(name);
}

/** @throws FirestoreError INVALID_ARGUMENT when the id cannot name a collection or document */
export function assertSegment(segment: string, within: string): void {
  if (segment === '') throw invalidArgument(`The path "${within}" contains an empty segment.`);
  if (segment === '.' || segment === '..') {
    throw invalidArgument(`The path "${within}" contains the segment "${segment}", which is not allowed.`);
  }
  if (segment.includes('/')) throw invalidArgument(`The id "${segment}" must not contain a slash.`);
  if (segment.length > 4 && RESERVED_ID.test(segment) && !NUMERIC_ID.test(segment)) {
    throw invalidArgument(`Resource id "${segment}" is invalid because it is reserved.`);
  }
  if (segment.length * 3 > MAX_ID_BYTES && Buffer.byteLength(segment) > MAX_ID_BYTES) {
    throw invalidArgument(`Resource id is longer than ${MAX_ID_BYTES} bytes: "${segment.slice(0, 40)}...".`);
  }
}

export function documentName(database: DatabaseName, path: RelativePath): DocumentName {
  return path === '' ? `${database}/documents` : `${database}/documents/${path}`;
}

/** The collection a document lies in: `c/d` ▶ `c`; the document a collection lies in: `c` ▶ ``. */
export function parentPath(path: RelativePath): RelativePath {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function lastSegment(path: RelativePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function joinPath(parent: RelativePath, id: string): RelativePath {
  return parent === '' ? id : `${parent}/${id}`;
}

/** Orders ids: numeric ids (`__id7__`) first and by number, then by UTF-8 bytes. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  const numberA = a.startsWith('__id') ? NUMERIC_ID.exec(a)?.[1] : undefined;
  const numberB = b.startsWith('__id') ? NUMERIC_ID.exec(b)?.[1] : undefined;
  if (numberA !== undefined && numberB !== undefined) {
    const difference = BigInt(numberA) - BigInt(numberB);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  if (numberA !== undefined) return -1;
  return numberB !== undefined ? 1 : compareUtf8(a, b);
}

/** Orders paths or names of one kind segment by segment; a prefix sorts first. */
export function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  let i = 0;
  while (i < shared && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  // Most paths differ in one segment; the ones before it are equal.
  const start = i === 0 ? 0 : a.lastIndexOf('/', i - 1) + 1;
  const [segmentA, segmentB] = [segmentFrom(a, start), segmentFrom(b, start)];
  if (segmentA === segmentB) return Math.sign(a.length - b.length);
  return compareIds(segmentA, segmentB) || compareSegments(a, b);
}

function segmentFrom(path: string, start: number): string {
  const end = path.indexOf('/', start);
  return end < 0 ? path.slice(start) : path.slice(start, end);
}

/** The plain way, for ids that differ in their text but not in their order: `__id7__` and `__id07__`. */
function compareSegments(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const order = compareIds(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return Math.sign(left.length - right.length);
}
