import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm test`: lint, import directions, types and builds, then all tests, and beside them the journeys in a browser, which wait
 * for most of their time. Every check that is no test of its own counts as one. The last line is `N passed, N failed`.
 */
type Tally = { passed: number; failed: number; skipped: number };

const reports = mkdtempSync(join(tmpdir(), 'casillero-tests-'));
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const env = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  METADATA_SERVER_DETECTION: 'none', // else Google's libraries look for a cloud for seconds
  FORCE_COLOR: '0',
};
const tsc = (workspace: string): [string, string[]] => [`types of ${workspace}`, ['tsc', '-p', workspace]];

/** Each group's checks run at once; groups follow one another. */
const CHECKS: [string, string[]][][] = [
  [
    ['lint', ['biome', 'ci', '--colors=off', '.']],
    ['import directions', ['node', 'scripts/check-imports.ts']],
    tsc('.'),
    tsc('domain'),
    tsc('functions'),
    tsc('web'),
    tsc('local-stack/firestore-server'),
    tsc('local-stack/provider-simulator'),
    tsc('local-stack/provider-simulator/tsconfig.page.json'),
    tsc('local-stack/launcher'),
    tsc('e2e'),
    tsc('bench'),
  ],
  [
    ['build of functions', ['node', 'functions/build.ts']],
    ['build of web', ['npm', 'run', '--silent', 'build', '-w', 'web']],
  ],
  [['JavaScript budgets of web', ['node', 'web/scripts/measure-bundle.ts']]],
];

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const startedAt = performance.now();

for (const group of CHECKS) {
  for (const { name, code, output } of await Promise.all(group.map(([name, command]) => check(name, command)))) {
    add(code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 });
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
    if (code !== 0) console.log(output);
  }
}
const journeys = vitest('journeys', 'e2e/journeys/vitest.config.ts', 'pipe');
const tests = await vitest('unit, integration, rules', 'vitest.config.ts', 'inherit');
for (const { tally, output } of [tests, await journeys]) {
  console.log(output);
  add(tally);
}
rmSync(reports, { recursive: true });

console.log(`\nin ${Math.round((performance.now() - startedAt) / 1000)} s`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped === 0 ? '' : `, ${total.skipped} skipped`}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

function add({ passed, failed, skipped }: Tally): void {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

function check(name: string, [file = '', ...args]: string[]): Promise<{ name: string; code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('close', (code) => resolve({ name, code: code ?? 1, output }));
  });
}

/**
 * Runs Vitest and counts from its JSON report. No report is a failure.
 * @param words `inherit`: its words go to the terminal as they come; `pipe`: they are given back as `output`
 */
async function vitest(
  name: string,
  config: string,
  words: 'inherit' | 'pipe',
): Promise<{ readonly tally: Tally; readonly output: string }> {
  const report = join(reports, `${name.replaceAll(/\W+/g, '-')}.json`);
  const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  let output = '';
  const say = (text: string) => {
    if (words === 'inherit') process.stdout.write(text);
    else output += text;
  };
  say(`\n${name}\n`);
  const code = await new Promise<number>((resolve) => {
    const child = spawn('vitest', args, { cwd: root, env, stdio: ['ignore', words, words] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => say(chunk.toString()));
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    const failed = (counts.numFailedTests ?? 0) + (counts.numFailedTests === 0 && code !== 0 ? 1 : 0);
    const skipped = (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
    return { tally: { passed: counts.numPassedTests ?? 0, failed, skipped }, output };
  } catch {
    say(`${name}: no report; exit code ${code}\n`);
    return { tally: { passed: 0, failed: 1, skipped: 0 }, output };
  }
}
