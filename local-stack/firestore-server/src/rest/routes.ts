import { FirestoreError, invalidArgument } from '../values/status.ts';
import type { RestCall } from './calls.ts';

/** What a URL asks for: the RPC, and the parts of its request that stand in path and query. */
export type Route = { readonly call: RestCall; readonly fromUrl: Record<string, unknown> };

/** `documents[/path]:verb`, each a POST. `database` verbs take the database from the path, `parent` verbs the path. */
const VERBS: Readonly<Record<string, { call: RestCall; target: 'database' | 'parent' }>> = {
  batchGet: { call: 'batchGet', target: 'database' },
  commit: { call: 'commit', target: 'database' },
  beginTransaction: { call: 'beginTransaction', target: 'database' },
  rollback: { call: 'rollback', target: 'database' },
  batchWrite: { call: 'batchWrite', target: 'database' },
  executePipeline: { call: 'executePipeline', target: 'database' },
  runQuery: { call: 'runQuery', target: 'parent' },
  runAggregationQuery: { call: 'runAggregationQuery', target: 'parent' },
  listCollectionIds: { call: 'listCollectionIds', target: 'parent' },
  partitionQuery: { call: 'partitionQuery', target: 'parent' },
};

const PATH = /^\/v1(?:beta1)?\/(projects\/[^/]+\/databases\/[^/]+)\/documents(?:\/([^?]*?))?(?::([A-Za-z]+))?$/;
/** Parameters of every Google API that say nothing about the request itself. */
const SYSTEM_PARAMETERS = new Set([
  'key',
  'alt',
  'prettyPrint',
  'access_token',
  'fields',
  'callback',
  'quotaUser',
  'uploadType',
]);

/**
 * Finds the RPC of a REST call. Path segments are percent-encoded one by one, so an encoded colon or slash belongs to
 * an id while a bare colon starts the verb.
 * @throws FirestoreError NOT_FOUND for an unknown path, INVALID_ARGUMENT for an unreadable one
 */
export function findRoute(method: string, url: URL): Route {
  const match = PATH.exec(url.pathname);
  if (!match?.[1]) throw notFound(method, url);
  const database = decodePath(match[1]);
  const path = decodePath(match[2] ?? '');
  const [, , , verb] = match;
  const name = path === '' ? `${database}/documents` : `${database}/documents/${path}`;
  const parameters = readParameters(url.searchParams);
  if (verb !== undefined) {
    const known = VERBS[verb];
    if (!known || method !== 'POST') throw notFound(method, url);
    return { call: known.call, fromUrl: known.target === 'database' ? { database } : { parent: name } };
  }
  const isDocument = path !== '' && path.split('/').length % 2 === 0;
  if (isDocument) {
    if (method === 'GET') return { call: 'get', fromUrl: { ...parameters, name } };
    if (method === 'PATCH') return { call: 'update', fromUrl: { ...parameters, document: { name } } };
    if (method === 'DELETE') return { call: 'delete', fromUrl: { ...parameters, name } };
    throw notFound(method, url);
  }
  const slash = name.lastIndexOf('/');
  const collection = { ...parameters, parent: name.slice(0, slash), collectionId: name.slice(slash + 1) };
  if (path !== '' && method === 'GET') return { call: 'list', fromUrl: collection };
  if (path !== '' && method === 'POST') return { call: 'create', fromUrl: collection };
  throw notFound(method, url);
}

function decodePath(path: string): string {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    throw invalidArgument(`The path "${path}" is not percent-encoded correctly.`);
  }
}

/** `a.b=1&a.c=2&a.c=3` ▶ `{ a: { b: '1', c: ['2', '3'] } }` */
function readParameters(query: URLSearchParams): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  for (const key of new Set(query.keys())) {
    if (SYSTEM_PARAMETERS.has(key) || key.startsWith('$')) continue;
    const values = query.getAll(key);
    const segments = key.split('.');
    const last = segments.pop() ?? key;
    let target = message;
    for (const segment of segments) {
      const inner = Object.hasOwn(target, segment) ? target[segment] : undefined;
      const next: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
      Object.defineProperty(target, segment, { value: next, enumerable: true, configurable: true, writable: true });
      target = next;
    }
    Object.defineProperty(target, last, { value: values.length === 1 ? values[0] : values, enumerable: true });
  }
  return message;
}

function notFound(method: string, url: URL): FirestoreError {
  return new FirestoreError('NOT_FOUND', `The local Firestore has no REST call ${method} ${url.pathname}.`);
}
