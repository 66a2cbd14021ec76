import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const run = promisify(execFile);
let checkout: string;

/** Stands in for npm: says the version it is given, and writes down what it is asked to do. */
const FAKE_NPM = `
import { appendFileSync } from 'node:fs';
const args = process.argv.slice(2);
if (args[0] === '--version') console.log(process.env.FAKE_NPM_VERSION);
else appendFileSync('asked.txt', args.join(' '));
process.exitCode = Number(process.env.FAKE_NPM_EXIT_CODE ?? 0);
`;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'a checkout '));
  await mkdir(join(checkout, 'scripts'));
  await cp(join(import.meta.dirname, 'setup.mjs'), join(checkout, 'scripts', 'setup.mjs'));
  await writeFile(join(checkout, 'package-lock.json'), '{}');
  await writeFile(join(checkout, 'npm-cli.js'), FAKE_NPM);
  await writeFile(join(checkout, 'package.json'), '{ "type": "module" }');
});
afterEach(() => rm(checkout, { recursive: true }));

const asked = () => readFile(join(checkout, 'asked.txt'), 'utf8').catch(() => 'nothing');
const setup = (env: Record<string, string> = {}) =>
  run(process.execPath, [join(checkout, 'scripts', 'setup.mjs')], {
    cwd: tmpdir(),
    env: { ...process.env, npm_execpath: join(checkout, 'npm-cli.js'), FAKE_NPM_VERSION: '11.19.1', ...env },
  });

const HOUR_AGO = new Date(Date.now() - 3_600_000);
async function installed({ isOlderThanLock }: { isOlderThanLock: boolean }) {
  await mkdir(join(checkout, 'node_modules'));
  await writeFile(join(checkout, 'node_modules', '.package-lock.json'), '{}');
  const old = isOlderThanLock ? join('node_modules', '.package-lock.json') : 'package-lock.json';
  await utimes(join(checkout, old), HOUR_AGO, HOUR_AGO);
}

test('a fresh clone is installed, with one line that says so', async () => {
  const { stdout } = await setup();
  expect(await asked()).toBe('ci --loglevel=error');
  expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^Installing the packages of package-lock\.json/)]);
});

test('a link is refused: npm would empty what it leads to', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'another checkout '));
  await writeFile(join(elsewhere, 'kept.txt'), '');
  await symlink(elsewhere, join(checkout, 'node_modules'), 'dir');
  await expect(setup()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('node_modules is a link') });
  expect(await asked()).toBe('nothing');
  await rm(elsewhere, { recursive: true });
});

test('what is installed already is left alone, without a word', async () => {
  await installed({ isOlderThanLock: false });
  expect((await setup()).stdout).toBe('');
  expect(await asked()).toBe('nothing');
});

test('a newer package-lock.json is installed', async () => {
  await installed({ isOlderThanLock: true });
  await setup();
  expect(await asked()).toBe('ci --loglevel=error');
});

test('an interrupted installation, which lacks npm’s own lock, is done again', async () => {
  await mkdir(join(checkout, 'node_modules'));
  await setup();
  expect(await asked()).toBe('ci --loglevel=error');
});

test.each([
  ['11.10.0', 'ci --loglevel=error'],
  ['12.0.1', 'ci --loglevel=error'],
  ['11.9.4', 'exec --yes npm@11.19.1 -- ci --loglevel=error'],
  ['10.8.2', 'exec --yes npm@11.19.1 -- ci --loglevel=error'],
])('npm %s is asked to: %s', async (version, command) => {
  await setup({ FAKE_NPM_VERSION: version });
  expect(await asked()).toBe(command);
});

test('a failed installation ends with a sentence and code 1', async () => {
  await expect(setup({ FAKE_NPM_EXIT_CODE: '7' })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The packages could not be installed \(npm ended with code 7\)\./),
  });
});
