import type { Caller } from '../identity/caller.ts';
import { ListenSession } from '../listen/listen-session.ts';
import type { ListenRequest, ListenResponse, TargetMessage } from '../listen/messages.ts';
import type { TargetSubject } from '../listen/target.ts';
import { planQuery } from '../query/plan-query.ts';
import { projectOf } from '../values/resource-path.ts';
import { invalidArgument, toFirestoreError } from '../values/status.ts';
import { pathInDatabase } from './document-paths.ts';
import { sentBytes } from './sent-bytes.ts';
import { openScope, type ServerState } from './server-state.ts';
import type { StreamPorts, StreamSession } from './stream-session.ts';

/** Server SDKs reconnect after 120 s of silence. */
const HEARTBEAT_MS = 30_000;

/** Opens a Listen stream. The database is the one of the first request. */
export function openListen(
  state: ServerState,
  caller: Caller,
  ports: StreamPorts<ListenResponse>,
): StreamSession<ListenRequest> {
  let databaseName: string | undefined;
  let session: ListenSession | null = null;
  let isClosed = false;
  const heartbeat = setInterval(() => session?.heartbeat(), HEARTBEAT_MS);
  heartbeat.unref();

  const close = (): void => {
    isClosed = true;
    clearInterval(heartbeat);
    session?.close();
  };
  const handle = (request: ListenRequest): void => {
    if (isClosed) return;
    try {
      session ??= newSession(state, caller, request.database, ports.send);
      databaseName ??= request.database;
      if (request.database !== undefined && request.database !== databaseName) {
        throw invalidArgument('The database of a stream must not change.');
      }
      if (request.addTarget) session.addTarget(request.addTarget);
      else if (request.removeTarget !== undefined) session.removeTarget(request.removeTarget);
      else throw invalidArgument('A listen request must add or remove a target.');
    } catch (error) {
      close();
      ports.fail(toFirestoreError(error));
    }
  };
  return { handle, close, finish: async () => close() };
}

function newSession(
  state: ServerState,
  caller: Caller,
  databaseName: string | undefined,
  send: (response: ListenResponse) => void,
): ListenSession {
  const { database, listeners, indexes } = openScope(state, caller, databaseName);
  const operations = () => state.operations.of(projectOf(database.name), caller);
  const session: ListenSession = new ListenSession({
    source: database,
    send: (response) => {
      if (response.documentChange) operations().bytesOut += sentBytes(response.documentChange.document);
      send(response);
    },
    readSubject: (message) => {
      const subject = readSubject(message, database.name);
      if (subject.kind === 'query') indexes.assertIndexed(subject.plan);
      return subject;
    },
    authorize: (subject) => {
      // A scope of its own each time: the rules in force may be others by now.
      const { authorizer } = openScope(state, caller, databaseName);
      if (subject.kind === 'query') return authorizer.assertList(subject.plan, subject.query);
      return authorizer.assertGet(subject.paths.map((path) => ({ path, document: database.document(path) })));
    },
    countReads: (reads) => {
      operations().reads += reads;
    },
    subscribe: (target, lookups) => listeners.add(target, session, lookups),
    relyOn: (target, lookups) => listeners.setLookups(target, lookups),
    unsubscribe: (target) => listeners.remove(target),
    instanceId: () => database.instanceId,
    readTime: () => database.clock.readTime(),
    remembers: (time) => database.remembers(time),
    nameOf: (path) => database.nameOf(path),
  });
  return session;
}

function readSubject(message: TargetMessage, databaseName: string): TargetSubject {
  if (message.query) {
    const query = message.query.structuredQuery ?? {};
    if (query.findNearest) throw invalidArgument('A query with findNearest cannot be listened to.');
    return { kind: 'query', plan: planQuery(message.query.parent, query), query };
  }
  const names = message.documents?.documents ?? [];
  if (names.length === 0) throw invalidArgument('A target must name a query or documents.');
  return { kind: 'documents', paths: [...new Set(names.map((name) => pathInDatabase(databaseName, name)))] };
}
