import { type Part, type PortLayout, partNames } from '../ports/port-layout.ts';
import { LOOPBACK } from '../ports/taken-ports.ts';

type Header = { readonly key: string; readonly value: string };
type HeaderRule = { readonly source: string; readonly headers: readonly Header[] };

/** firebase.json, as far as the local stack has to change it. */
export type FirebaseJson = {
  readonly functions: readonly Readonly<Record<string, unknown>>[];
  readonly hosting: { readonly headers: readonly HeaderRule[] } & Readonly<Record<string, unknown>>;
  readonly emulators: Readonly<Record<string, unknown>>;
} & Readonly<Record<string, unknown>>;

/** In the page, the stack's own servers on other ports: Firestore and Auth. */
const LOOPBACK_SOURCES = 'http://127.0.0.1:* http://localhost:*';

/** CSP directives that name servers which the page calls or frames. */
const WIDENED_DIRECTIVES: ReadonlySet<string> = new Set(['connect-src', 'frame-src']);

/** What the launcher serves by itself, not as an emulator of firebase-tools. */
const NOT_AN_EMULATOR: ReadonlySet<Part> = new Set<Part>(['simulator', 'mediaHost']);

/**
 * The firebase.json that one local stack runs with: its ports, its folder of function settings, and a content security
 * policy that lets the page reach the emulators. Everything else is as in production.
 *
 * @param settingsDir folder of .env.local and .secret.local, from the project's root
 */
export function localFirebaseConfig(production: FirebaseJson, ports: PortLayout, settingsDir: string): FirebaseJson {
  const emulators = partNames().filter((part) => !NOT_AN_EMULATOR.has(part));
  return {
    ...production,
    functions: production.functions.map((codebase) => ({ ...codebase, configDir: settingsDir })),
    hosting: {
      ...production.hosting,
      headers: production.hosting.headers.map(({ source, headers }) => ({ source, headers: headers.map(widen) })),
    },
    emulators: {
      ...production.emulators,
      ...Object.fromEntries(emulators.map((part) => [part, { host: LOOPBACK, port: ports[part] }])),
    },
  };
}

const widen = (header: Header): Header =>
  header.key === 'Content-Security-Policy' ? { ...header, value: widenPolicy(header.value) } : header;

const widenPolicy = (policy: string): string =>
  policy
    .split(/;\s*/)
    .map((directive) =>
      WIDENED_DIRECTIVES.has(directive.split(' ')[0] ?? '') ? `${directive} ${LOOPBACK_SOURCES}` : directive,
    )
    .join('; ');

/** Where the web app looks for the emulators; `/__/` is reserved on Firebase Hosting, so no page can be hidden by it. */
export const LOCAL_STACK_PATH = '/__/casillero/local-stack.json';

/** What the web app finds there: which servers stand in for production. */
export const localStackDocument = (ports: PortLayout) => ({
  localStack: 1,
  auth: { host: LOOPBACK, port: ports.auth, url: `http://${LOOPBACK}:${ports.auth}` },
  firestore: { host: LOOPBACK, port: ports.firestore },
  simulator: { url: `http://${LOOPBACK}:${ports.simulator}` },
});

/** The address of a part, as people and programs of this machine open it. */
export const addressOf = (ports: PortLayout, part: Part): string => `http://${LOOPBACK}:${ports[part]}`;
