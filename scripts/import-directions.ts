/**
 * Who may import whom: a folder's files may import from the folders listed, and from nothing else of ours. The first
 * entry that a file's path begins with decides. Packages of others are free, except where `packages` lists them.
 */
export type Zone = {
  readonly folder: string;
  readonly may: readonly string[];
  /** packages of others that its files may import; left out: any */
  readonly packages?: readonly string[];
};

const TEST_FILE = /\.test\.tsx?$|(^|\/)(test|testing)\//;

const SERVER = 'local-stack/firestore-server';
const FUNCTIONS = 'functions/src';
const WEB = 'web/src';

/** Arrows point at what is imported; inside of a listed folder everything may be imported. */
export const ZONES: readonly Zone[] = [
  { folder: 'domain', may: ['domain'], packages: ['zod', 'libphonenumber-js'] },

  { folder: `${FUNCTIONS}/usecases`, may: ['domain', `${FUNCTIONS}/usecases`], packages: ['node:crypto'] },
  ...['auth', 'provider', 'firestore', 'storage', 'media', 'queues'].map((edge) => ({
    folder: `${FUNCTIONS}/${edge}`,
    may: ['domain', `${FUNCTIONS}/${edge}`, `${FUNCTIONS}/usecases`, `${FUNCTIONS}/config.ts`],
  })),
  // the command line reads files of any kind, and media/ draws those that engines cannot open
  {
    folder: `${FUNCTIONS}/extraction`,
    may: ['domain', `${FUNCTIONS}/extraction`, `${FUNCTIONS}/usecases`, `${FUNCTIONS}/media`],
  },
  { folder: `${FUNCTIONS}/api`, may: ['domain', `${FUNCTIONS}/api`, `${FUNCTIONS}/usecases`] },
  { folder: 'functions', may: ['domain', 'functions'] },

  ...['values', 'storage', 'query', 'rules', 'listen', 'identity'].map((layer, i, layers) => ({
    folder: `${SERVER}/src/${layer}`,
    may: [
      `${SERVER}/src/${layer}`,
      ...(layer === 'rules' ? [`${SERVER}/src/values`] : layers.slice(0, i).map((below) => `${SERVER}/src/${below}`)),
    ],
  })),
  { folder: `${SERVER}/src/http2`, may: [`${SERVER}/src/http2`] },
  { folder: SERVER, may: [SERVER] },
  { folder: 'local-stack/provider-simulator', may: ['local-stack/provider-simulator'] },
  { folder: 'local-stack/launcher', may: ['local-stack', 'domain'] },

  { folder: `${WEB}/ui`, may: [`${WEB}/ui`, `${WEB}/texts`, `${WEB}/formats`, 'domain/src/result'] },
  { folder: 'web', may: ['web', 'domain'] },

  { folder: 'e2e', may: ['e2e', 'domain', `${SERVER}/test`] },
  { folder: 'bench', may: ['bench', 'domain', 'functions', 'local-stack', 'e2e/fixtures'] },
  { folder: 'scripts', may: ['scripts'] },
];

/** Tests start what they need: they may also use the local stack's front doors and the builders for tests. */
const FOR_TESTS = ['local-stack', 'domain', 'web/src/testing', 'functions', 'e2e/fixtures'];

/** One import that goes against the arrows, as a sentence. Null: it is allowed. @param to a path, or a package's name */
export function judgeImport(from: string, to: string, isPackage: boolean): string | null {
  const zone = ZONES.find(({ folder }) => isWithin(from, folder));
  if (zone === undefined) return null;
  if (isPackage) {
    const isFree =
      zone.packages === undefined || TEST_FILE.test(from) || zone.packages.some((name) => isWithin(to, name));
    return isFree
      ? null
      : `${from} imports the package ${to}; ${zone.folder} may only use ${zone.packages?.join(', ')}.`;
  }
  const allowed = TEST_FILE.test(from) ? [...zone.may, zone.folder, ...FOR_TESTS] : zone.may;
  if (allowed.some((folder) => isWithin(to, folder))) return null;
  return `${from} imports ${to}; ${zone.folder} may only import from ${zone.may.join(', ')}.`;
}

/** Features of the dashboard do not know each other; the route composes them. */
export function judgeFeature(from: string, to: string): string | null {
  const feature = (path: string) => /^web\/src\/features\/([^/]+)\//.exec(path)?.[1];
  const [own, other] = [feature(from), feature(to)];
  if (own === undefined || other === undefined || own === other) return null;
  return `${from} imports ${to}; the feature ${own} must not know the feature ${other}.`;
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);
