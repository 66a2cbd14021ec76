import { createConnectionFront } from './connection-front.ts';
import { createGrpcServer } from './grpc/server.ts';
import { createHttpFront } from './http-front.ts';
import { parseIndexDefinitions } from './query/index-definitions.ts';
import { createIndexCheck, type IndexMode } from './rpc/index-check.ts';
import { ServerState } from './rpc/server-state.ts';
import type { Issue } from './rules/ruleset.ts';
import { createHttpTransport } from './triggers/http-transport.ts';
import { Triggers } from './triggers/triggers.ts';

export type { Issue } from './rules/ruleset.ts';

export type FirestoreServerOptions = {
  /** default 127.0.0.1; the server trusts every token, so keep it off open networks */
  host?: string;
  /** 0 lets the system choose */
  port: number;
  /** the project the given rules are for; without it they hold for every project that sets none of its own */
  projectId?: string;
  /** source text of security rules; without rules everything is allowed */
  rules?: string;
  /** text of a firestore.indexes.json; without it no query needs an index */
  indexes?: string;
  /** what happens to a query whose index is not defined; default `require` */
  indexMode?: IndexMode;
  /** `host:port` of the functions emulator, where events of triggers go; by default the hub is asked for it */
  functionsHost?: string;
  /** `host:port` of the emulator hub; by default the environment's FIREBASE_EMULATOR_HUB */
  hubHost?: string;
};

export type FirestoreServer = {
  readonly host: string;
  readonly port: number;
  /** Replaces the rules. @returns the compiler's errors (then the old rules stay in force), or its warnings */
  setRules(source: string, projectId?: string): Issue[];
  /** Resolves when no event is on its way to a function any more. @returns false when the time was up first */
  eventsDelivered(projectId: string, withinMs?: number): Promise<boolean>;
  stop(): Promise<void>;
};

const EVENTS_DELIVERED_WITHIN_MS = 30_000;

/**
 * Starts a Firestore in this process: gRPC, REST and WebChannel on one port. Several may run side by side.
 * @throws Error when the port is taken (code EADDRINUSE) or the rules have errors
 */
export async function startFirestoreServer(options: FirestoreServerOptions): Promise<FirestoreServer> {
  const { indexes, indexMode = 'require', functionsHost, hubHost = process.env.FIREBASE_EMULATOR_HUB } = options;
  const state = new ServerState({
    ...(indexes === undefined ? {} : { indexes: createIndexCheck(indexes, indexMode, console.warn) }),
    indexDefinitions: indexes === undefined ? undefined : parseIndexDefinitions(indexes),
    triggers: new Triggers(createHttpTransport({ functionsHost, hubHost })),
  });
  const setRules = (source: string, projectId?: string): Issue[] => {
    const upload = state.rules.set(projectId ?? options.projectId ?? null, { content: source });
    return upload.ok ? upload.warnings : upload.issues;
  };
  if (options.rules !== undefined) assertNoErrors(setRules(options.rules));
  const grpc = createGrpcServer(state);
  const http = createHttpFront(state);
  const front = createConnectionFront({
    http2: (socket) => grpc.accept(socket),
    http1: (socket) => http.server.emit('connection', socket),
  });
  const { host, port } = await front.listen(options.port, options.host ?? '127.0.0.1');
  return {
    host,
    port,
    setRules,
    eventsDelivered: (projectId, withinMs = EVENTS_DELIVERED_WITHIN_MS) =>
      state.triggers.deliveries.settled(projectId, withinMs),
    stop: async () => {
      state.stop();
      grpc.stop();
      http.stop();
      await front.close();
    },
  };
}

function assertNoErrors(issues: Issue[]): void {
  const errors = issues.filter((issue) => issue.severity === 'ERROR');
  if (errors.length === 0) return;
  const lines = errors.map(({ line, column, description }) => `  line ${line}, column ${column}: ${description}`);
  throw new Error(`The security rules have errors:\n${lines.join('\n')}`);
}
