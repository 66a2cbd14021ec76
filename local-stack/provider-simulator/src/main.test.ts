import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
let running: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running = [];
});

function start(...flags: string[]) {
  const child = spawn(process.execPath, [MAIN, ...flags]);
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, output })),
  );
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const url = /^Simulator listening on (\S+)$/m.exec(output)?.[1];
      if (url) resolve(url);
    });
    child.once('close', () => reject(new Error(output)));
  });
  // Only some tests wait for it; the others look at how the process ended.
  listening.catch(() => {});
  return { child, ended, listening };
}

describe('npm run simulator', () => {
  test('prints its address last, serves the demo people, and ends cleanly on Ctrl-C', async () => {
    const { child, ended, listening } = start('--port', '0', '--target', 'http://127.0.0.1:9');
    const url = await listening;
    const people = (await (await fetch(`${url}/control/people`)).json()) as { name: string }[];
    expect(people.map(({ name }) => name)).toEqual(['Ana', 'Beto', 'Carla', 'Diana']);
    const events = await fetch(`${url}/control/events`);
    child.kill('SIGINT');
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output.trim().split('\n').at(-1)).toBe(`Simulator listening on ${url}`);
    await events.body?.cancel().catch(() => {});
  });

  test.each([
    { flags: ['--port', 'many'], why: '--port must be a number' },
    { flags: ['--port', '70000'], why: '--port must be a number' },
    { flags: ['--cdn-port', '-1'], why: "Option '--cdn-port' argument is ambiguous" },
    { flags: ['--cdn-port', ''], why: '--cdn-port must be a number' },
    { flags: ['--prot', '1'], why: "Unknown option '--prot'" },
    { flags: ['--port', '0', '--target', 'here'], why: '"here" is not a web address' },
    { flags: ['--port', '0', '--fixtures', '/no/such/folder'], why: 'there is no folder' },
  ])('$flags ends with 1 and a sentence', async ({ flags, why }) => {
    const { code, output } = await start(...flags).ended;
    expect(code).toBe(1);
    expect(output).toContain(why);
    expect(output).not.toMatch(/^\s+at /m);
  });

  test('names a taken port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await start('--port', String(port)).ended;
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is taken.`);
  });

  test('--help tells the flags', async () => {
    const { code, output } = await start('--help').ended;
    expect(code).toBe(0);
    expect(output).toContain('--public-target');
  });
});
