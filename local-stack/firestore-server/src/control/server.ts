import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeHotSpot } from '../hotspots/hot-spot.ts';
import { parseJsonBody, readBody } from '../http/body.ts';
import { errorBody, httpStatusOf } from '../http/status.ts';
import { asciiJson } from '../proto/ascii-json.ts';
import type { ServerState } from '../rpc/server-state.ts';
import { FirestoreError, toFirestoreError } from '../values/status.ts';
import { coveragePage, HtmlPage } from './coverage-page.ts';
import { exportDatabase } from './export-database.ts';
import { getRuleCoverage, putSecurityRules } from './security-rules.ts';
import { TRIGGER_ENDPOINTS } from './trigger-endpoints.ts';

type Control = { state: ServerState };
type Call = { project: string; rest: string; query: URLSearchParams; body: unknown };
export type Endpoint = { method: string; path: RegExp; run(control: Control, call: Call): unknown };

/** The endpoints of the emulators, each `/emulator/v1/projects/<project>` and a rest. */
const ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'PUT',
    path: /^:securityRules$/,
    run: ({ state }, { project, body }) => putSecurityRules(state, project, body),
  },
  { method: 'GET', path: /^:ruleCoverage$/, run: ({ state }, { project }) => getRuleCoverage(state, project) },
  {
    method: 'GET',
    path: /^:ruleCoverage\.html$/,
    run: ({ state }, { project }) => coveragePage(getRuleCoverage(state, project)),
  },
  {
    method: 'DELETE',
    path: /^\/databases\/([^/]+)\/documents$/,
    run: async ({ state }, { project, rest }) => {
      const { database } = state.databaseState(`projects/${project}/databases/${decodeURIComponent(rest)}`);
      database.clear();
      await database.settled();
      return {};
    },
  },
  { method: 'POST', path: /^:export$/, run: ({ state }, { project, body }) => exportDatabase(state, project, body) },
  // Ours: what the requests so far would have been billed for, in all and by client.
  {
    method: 'GET',
    path: /^\/operations$/,
    run: ({ state }, { project, query }) => {
      const { clients, ...totals } = state.operations.report(project);
      return query.get('detail') === 'totals' ? totals : { ...totals, clients };
    },
  },
  {
    method: 'DELETE',
    path: /^\/operations$/,
    run: ({ state }, { project }) => {
      state.operations.reset(project);
      return {};
    },
  },
  {
    method: 'GET',
    path: /^\/hotspots$/,
    run: ({ state }, { project }) => ({ hotspots: state.hotSpots.of(project).map(describeHotSpot) }),
  },
  {
    method: 'DELETE',
    path: /^\/hotspots$/,
    run: ({ state }, { project }) => {
      state.hotSpots.reset(project);
      return {};
    },
  },
  ...TRIGGER_ENDPOINTS,
];

export type ControlServer = {
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
};

/** The control door: health, rules, clearing, operation counts, hot spots, triggers. Nobody is asked for a token. */
export function createControlServer(state: ServerState): ControlServer {
  const control: Control = { state };
  return {
    handle: async (request, response, url) => {
      try {
        if (url.pathname === '/' && (request.method === 'GET' || request.method === 'HEAD')) {
          response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('Ok\n');
          return;
        }
        send(response, 200, await answer(control, request, url));
      } catch (thrown) {
        const error = toFirestoreError(thrown);
        if (error.status === 'INTERNAL') console.error(thrown);
        send(response, httpStatusOf(error), errorBody(error));
      }
    },
  };
}

async function answer(control: Control, request: IncomingMessage, url: URL): Promise<unknown> {
  const match = /^\/emulator\/v1\/projects\/([^/:]+)(.*)$/.exec(url.pathname);
  if (match?.[1]) {
    for (const { method, path, run } of ENDPOINTS) {
      const found = path.exec(match[2] ?? '');
      if (method !== request.method || !found) continue;
      const body = parseJsonBody(await readBody(request));
      const project = decodeURIComponent(match[1]);
      return run(control, { project, rest: found[1] ?? '', query: url.searchParams, body });
    }
  }
  throw new FirestoreError(
    'NOT_FOUND',
    `The local Firestore has no control endpoint ${request.method} ${url.pathname}.`,
  );
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (body instanceof HtmlPage) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body.html);
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(`${asciiJson(body)}\n`);
}
