/**
 * A small language for asking the engine: fill in what matters, the rest is the usual situation. Rules version 2,
 * `match /c/{id}`, signed-in user u1, 2024-03-01T10:20:30Z. In conditions, D stands for request.resource.data, R for
 * resource.data, DB for /databases/$(database)/documents.
 */

import type { QueryFacts, StoredFields, Verdict } from '../ruleset.ts';
import { type AccessRequest, authorize, compileRules, newReadBudget, type ProtoValue } from '../ruleset.ts';

/** `deny` is a clean false or no matching rule; `error` a condition that failed; `compile` a source that is rejected. */
export type Result = 'allow' | 'deny' | 'error' | 'compile';

/** JavaScript values as documents: whole numbers are ints, `{ float: 1 }` a double, `{ ref: 'a/b' }` a reference. */
export type Plain =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly Plain[]
  | { readonly [key: string]: Plain };

export type Fields = { readonly [field: string]: Plain };

export type Situation = {
  /** One condition of one allow in `match /c/{id}`. */
  condition?: string;
  /** Instead of a condition: what stands inside the documents block. */
  blocks?: string;
  /** Instead of blocks: the whole file. */
  source?: string;
  /** Functions in the documents block, next to the rule. */
  functions?: string;
  operation?: AccessRequest['operation'];
  path?: string;
  auth?: AccessRequest['auth'];
  before?: Fields | null;
  after?: Fields | null;
  documents?: { readonly [path: string]: Fields };
  documentsAfter?: { readonly [path: string]: Fields };
  query?: Partial<QueryFacts>;
  request?: Partial<AccessRequest>;
};

export const U1: NonNullable<AccessRequest['auth']> = {
  uid: 'u1',
  token: { sub: 'u1', user_id: 'u1', firebase: { sign_in_provider: 'custom', identities: {} } },
};

export const NOW = { seconds: '1709288430', nanos: 0 };

/** Writes the shorthand out. */
export function expand(text: string): string {
  return text
    .replace(/\bD\b(?=[.[);,\s]|$)/g, 'request.resource.data')
    .replace(/\bR\b(?=[.[);,\s]|$)/g, 'resource.data')
    .replace(/(?<![\w/])DB\b/g, '/databases/$(database)/documents');
}

/** The rules file of a situation. */
export function sourceOf(situation: Situation): string {
  const { condition, operation = 'create', functions = '' } = situation;
  if (situation.source !== undefined) return situation.source;
  const blocks = situation.blocks ?? `match /c/{id} {\n  allow ${operation}: if ${condition};\n}`;
  const body = expand(`${functions}\n${blocks}`);
  return `rules_version = '2';\nservice cloud.firestore {\nmatch /databases/{database}/documents {\n${body}\n}\n}\n`;
}

/** A document's fields in stored form. */
export function stored(fields: Fields): StoredFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, proto(value)]));
}

/** One value in stored form. */
export function proto(value: Plain): ProtoValue {
  if (value === null) return { nullValue: 'NULL_VALUE' };
  if (typeof value === 'boolean') return { booleanValue: value };
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'bigint') return { integerValue: String(value) };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { integerValue: String(value) } : { doubleValue: value };
  if (value instanceof Date) return { timestampValue: { seconds: Math.floor(value.getTime() / 1000), nanos: 0 } };
  if (value instanceof Uint8Array) return { bytesValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map((element: Plain) => proto(element)) } };
  const map = value as Fields;
  if (typeof map.ref === 'string') return { referenceValue: `projects/demo/databases/(default)/documents/${map.ref}` };
  if (typeof map.float === 'number') return { doubleValue: map.float };
  return { mapValue: { fields: stored(map) } };
}

/** The verdict, or the issues of a source that does not compile. */
export function verdictOf(situation: Situation): Verdict | { compileErrors: string[] } {
  const compiled = compileRules(sourceOf(situation));
  if (!compiled.ok) return { compileErrors: compiled.issues.map(({ description }) => description) };
  return authorize(compiled.ruleset, requestOf(situation));
}

/** The request of a situation. */
export function requestOf(situation: Situation): AccessRequest {
  const { operation = 'create', documents = {}, documentsAfter = documents, query = {} } = situation;
  const path = situation.path ?? (operation === 'list' ? 'c' : 'c/x');
  const segments = path.split('/');
  const read = (from: { readonly [path: string]: Fields }) => (at: string) => {
    const fields = from[at];
    return fields === undefined ? null : stored(fields);
  };
  const isWritten = operation === 'create' || operation === 'update';
  const after = situation.after ?? (isWritten ? {} : null);
  const facts = { parent: segments.slice(0, -1).join('/'), collectionId: segments.at(-1) ?? '', allDescendants: false };
  return {
    operation,
    database: '(default)',
    path,
    auth: situation.auth === undefined ? U1 : situation.auth,
    time: NOW,
    before: situation.before ? stored(situation.before) : null,
    after: after === null ? null : stored(after),
    ...(operation === 'list' ? { query: { ...facts, ...query } } : {}),
    readDocument: read(documents),
    readAfter: read(documentsAfter),
    documentReads: newReadBudget({ perRequest: 10 }),
    ...situation.request,
  };
}

/** The result in the words of the tables. */
export function ask(situation: Situation): Result {
  const verdict = verdictOf(situation);
  if ('compileErrors' in verdict) return 'compile';
  if (verdict.allowed) return 'allow';
  const isClean = verdict.message.split(', ').every((item) => /^\n?(false for|No matching)/.test(item));
  return isClean ? 'deny' : 'error';
}
