import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from '../median.ts';

const MAIN = fileURLToPath(new URL('../../../local-stack/firestore-server/src/main.ts', import.meta.url));
const RUNS = 7;

/** Milliseconds from the start of the process until the first document was asked for and answered. */
export async function measureStart() {
  const milliseconds: number[] = [];
  for (let run = 0; run < RUNS; run++) milliseconds.push(await startOnce());
  return {
    measured: 'start',
    unit: 'milliseconds from start of the process to the first answer',
    median: Math.round(median(milliseconds)),
    samples: milliseconds.map(Math.round),
  };
}

async function startOnce(): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [MAIN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const host = String(line).replace('Firestore listening on ', '');
  const response = await fetch(`http://${host}/v1/projects/demo-bench/databases/(default)/documents/orders/none`);
  if (response.status !== 404) throw new Error(`The first answer was ${response.status}, not 404.`);
  const milliseconds = performance.now() - startedAt;
  child.kill();
  await once(child, 'exit');
  return milliseconds;
}
