// Installs what package-lock.json lists, if it is not there yet. Runs before `npm start` and `npm test`, on whatever
// Node (20 or later) and npm the machine has; everything after it runs on the Node that it installs.

import { spawnSync } from 'node:child_process';
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first npm that reads `allowScripts` of package.json. An older one would run every install script, and compile re2 for minutes. */
const FIRST_NPM_WITH_ALLOW_SCRIPTS = [11, 10];

/** What an older npm fetches to do the work. */
const NPM_TO_USE = 'npm@11.19.1';

/** Without the warnings that some packages want a newer Node than the one that installs it. */
const CLEAN_INSTALL = ['ci', '--loglevel=error'];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Milliseconds since 1970, or 0 if the file is missing. */
const modifiedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm writes this file last, so that it is missing or old after an interrupted installation. */
const installedAt = modifiedAt(join(root, 'node_modules', '.package-lock.json'));

/** npm would empty what a link leads to, which belongs to another checkout. */
const isLinked = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** The npm that runs this script, or the one on the PATH. */
function npm(args, stdio) {
  const running = process.env.npm_execpath;
  const options = { cwd: root, stdio, encoding: 'utf8' };
  if (running?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [running, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function isTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [firstMajor, firstMinor] = FIRST_NPM_WITH_ALLOW_SCRIPTS;
  return major < firstMajor || (major === firstMajor && minor < firstMinor);
}

function install() {
  const version = npm(['--version'], 'pipe').stdout?.trim();
  if (!version) return fail('npm was not found. Install Node.js 20 or later, which brings it: https://nodejs.org');
  const [command, note] = isTooOld(version)
    ? [
        ['exec', '--yes', NPM_TO_USE, '--', ...CLEAN_INSTALL],
        ` with ${NPM_TO_USE}, because npm ${version} is too old for it`,
      ]
    : [CLEAN_INSTALL, ''];
  console.log(`Installing the packages of package-lock.json${note}; this takes a minute or two …`);
  const { status, error } = npm(command, 'inherit');
  if (status !== 0)
    fail(
      `The packages could not be installed (${error?.message ?? `npm ended with code ${status}`}). ` +
        'See the lines above; if the registry could not be reached, try again, else run: npm ci',
    );
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}

if (installedAt < modifiedAt(join(root, 'package-lock.json')) || installedAt === 0) {
  if (isLinked)
    fail('node_modules is a link and older than package-lock.json. Install where it leads to, or remove the link.');
  else install();
}
