import { splitName } from '../values/resource-path.ts';
import { invalidArgument } from '../values/status.ts';
import { compileDocumentPattern, type DocumentPattern, exactDocument } from './document-pattern.ts';

/** What a commit does to one document, as triggers tell it apart. */
export type ChangeKind = 'created' | 'updated' | 'deleted';

/** A function that wants to hear of changed documents. */
export type Trigger = {
  /** names the function at the functions emulator; ends in `-<generation>` */
  readonly id: string;
  readonly project: string;
  /** database id, mostly `(default)` */
  readonly database: string;
  /** which form the function's SDK reads */
  readonly format: 'v1' | 'v2';
  /** as it was registered; the event repeats it */
  readonly eventType: string;
  readonly kinds: ReadonlySet<ChangeKind>;
  readonly match: DocumentPattern;
  /** whether the event tells who wrote */
  readonly hasAuthContext: boolean;
};

const ALL_KINDS: readonly ChangeKind[] = ['created', 'updated', 'deleted'];
const V2_TYPE = /^google\.cloud\.firestore\.document\.v1\.(created|updated|deleted|written)(\.withAuthContext)?$/;
const V1_TYPE = /^providers\/cloud\.firestore\/eventTypes\/document\.(create|update|delete|write)$/;
const V1_KINDS: Record<string, readonly ChangeKind[]> = {
  create: ['created'],
  update: ['updated'],
  delete: ['deleted'],
  write: ALL_KINDS,
};

/**
 * Reads the registration of a v2 function, as firebase-tools posts it to `eventarcTrigger`.
 * @throws FirestoreError INVALID_ARGUMENT when it is none of Firestore documents
 */
export function readEventarcTrigger(project: string, id: string, body: unknown): Trigger {
  const { eventType, database = '(default)', namespace = '(default)', document } = Object(body);
  const [, kind, auth] = V2_TYPE.exec(String(eventType)) ?? [];
  if (kind === undefined) throw unknownEventType(id, eventType);
  if (namespace !== '(default)') {
    throw invalidArgument(`The trigger "${id}" asks for the namespace "${namespace}"; Firestore has only "(default)".`);
  }
  const { value, matchType } = Object(document);
  if (typeof value !== 'string' || (matchType !== 'EXACT' && matchType !== 'PATH_PATTERN')) {
    throw invalidArgument(`The trigger "${id}" needs a "document" with "value" and "matchType" EXACT or PATH_PATTERN.`);
  }
  return {
    id: assertId(id),
    project,
    database: String(database),
    format: 'v2',
    eventType: String(eventType),
    kinds: new Set(ALL_KINDS.filter((one) => kind === 'written' || kind === one)),
    match: matchType === 'EXACT' ? exactDocument(value) : compileDocumentPattern(value),
    hasAuthContext: auth !== undefined,
  };
}

/**
 * Reads the registration of a v1 function, as firebase-tools puts it to `triggers/ID`.
 * @throws FirestoreError INVALID_ARGUMENT when it is none of Firestore documents
 */
export function readV1Trigger(project: string, id: string, body: unknown): Trigger {
  const { eventType, resource } = Object(Object(body).eventTrigger);
  const kinds = V1_KINDS[V1_TYPE.exec(String(eventType))?.[1] ?? ''];
  if (!kinds) throw unknownEventType(id, eventType);
  const name = splitName(String(resource));
  if (!name?.path) {
    throw invalidArgument(
      `The trigger "${id}" needs a "resource" like projects/P/databases/(default)/documents/users/{uid}.`,
    );
  }
  return {
    id: assertId(id),
    project,
    database: name.database.split('/')[3] ?? '(default)',
    format: 'v1',
    eventType: String(eventType),
    kinds: new Set(kinds),
    match: compileDocumentPattern(name.path),
    hasAuthContext: false,
  };
}

function assertId(id: string): string {
  if (id !== '') return id;
  throw invalidArgument('A trigger needs an id: the parameter eventarcTriggerId, or the last segment of the path.');
}

function unknownEventType(id: string, eventType: unknown): Error {
  return invalidArgument(
    `The trigger "${id}" has the event type "${String(eventType)}", which is none of Firestore documents: ` +
      'created, updated, deleted or written (v2), create, update, delete or write (v1).',
  );
}
