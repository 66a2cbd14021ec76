/** get, exists, getAfter, existsAfter: reading other documents, within the budget of the request. */

import type { Evaluation } from '../evaluation.ts';
import { resourceOf } from '../from-stored.ts';
import { MAX_READS_PER_OPERATION } from '../read-budget.ts';
import { failure, type Outcome, type PathValue, typeName, type Value } from '../values.ts';

/** `before` is the committed state; `after` is the state as if the whole request had been applied. */
export type DocumentFunction = { state: 'before' | 'after'; gives: 'resource' | 'existence' };

/** @see https://firebase.google.com/docs/reference/rules/rules.firestore */
export const DOCUMENT_FUNCTIONS: ReadonlyMap<string, DocumentFunction> = new Map([
  ['get', { state: 'before', gives: 'resource' }],
  ['exists', { state: 'before', gives: 'existence' }],
  ['getAfter', { state: 'after', gives: 'resource' }],
  ['existsAfter', { state: 'after', gives: 'existence' }],
]);

/** Reads the document at a full path. A path is read once per request and state; repeats cost nothing. */
export function readOther(evaluation: Evaluation, name: string, how: DocumentFunction, at: PathValue): Outcome {
  const relative = relativeDocumentPath(at, evaluation.database);
  if (relative === null) return serviceCallError(name, at);
  const key = `${how.state}:${relative}`;
  const { documentReads } = evaluation;
  let resource: Value | undefined = documentReads.seen.get(key);
  if (resource === undefined) {
    const isSpent = evaluation.reads >= MAX_READS_PER_OPERATION || documentReads.spent >= documentReads.perRequest;
    if (isSpent) return serviceCallError(name, at);
    evaluation.reads += 1;
    documentReads.spent += 1;
    const fields = how.state === 'before' ? evaluation.readDocument(relative) : evaluation.readAfter(relative);
    resource = fields === null ? null : resourceOf(at.segments, fields);
    documentReads.seen.set(key, resource);
  }
  if (how.gives === 'existence') return resource !== null;
  if (resource === null && evaluation.settings.missingGet === 'error') return serviceCallError(name, at);
  return resource;
}

/** `a/b` of `/databases/(default)/documents/a/b`; null for anything but a document of this database. */
function relativeDocumentPath({ segments }: PathValue, database: string): string | null {
  if (segments[0] !== 'databases' || segments[1] !== database || segments[2] !== 'documents') return null;
  const relative = segments.slice(3);
  if (relative.length === 0 || relative.length % 2 !== 0) return null;
  // A computed segment with a slash must not reach another document than the rule's author wrote.
  return relative.some((segment) => segment === '' || segment.includes('/')) ? null : relative.join('/');
}

/** As the emulator words it: the path in protobuf text format. */
function serviceCallError(name: string, { segments }: PathValue): Outcome {
  const lines = segments.map((segment) => `  segments {\n    simple: ${JSON.stringify(segment)}\n  }\n`).join('');
  return failure(`Service call error. Function: [${name}], Argument: [path_value {\n${lines}}\n].`);
}

/** Checks the one argument of the four functions. */
export function callDocumentFunction(
  evaluation: Evaluation,
  name: string,
  how: DocumentFunction,
  args: readonly Value[],
): Outcome {
  const [at] = args;
  if (args.length !== 1 || at === undefined) {
    return failure(`Incorrect number of arguments. Received: ${args.length}. Expected: ${name}(path).`);
  }
  if (typeof at !== 'object' || at === null || at.kind !== 'path') {
    return failure(`Unsupported operation error. Received: ${name}(${typeName(at)}). Expected: ${name}(path).`);
  }
  return readOther(evaluation, name, how, at);
}
