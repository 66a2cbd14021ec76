import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type Side = 'ours' | 'reference';

/** A server under measurement, in a process of its own. */
export class MeasuredServer {
  readonly host: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.host = `127.0.0.1:${port}`;
  }

  /** Starts a server and waits until it listens. */
  static async start(side: Side): Promise<MeasuredServer> {
    const child = fork(fileURLToPath(new URL('server-child.ts', import.meta.url)), [side], {
      execArgv: ['--expose-gc', ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? [])],
    });
    return new MeasuredServer(child, Number(await answer(child, 'port')));
  }

  /** Bytes on the heap and in buffers after a garbage collection. */
  memory(): Promise<number> {
    return this.#ask('memory', 'bytes');
  }

  /** Microseconds of processor time used so far. */
  cpu(): Promise<number> {
    return this.#ask('cpu', 'micros');
  }

  #ask(question: string, key: string): Promise<number> {
    const answered = answer(this.#child, key);
    this.#child.send(question);
    return answered;
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}

/** The next message of a child. @throws Error when it ends instead */
async function answer(child: ChildProcess, key: string): Promise<number> {
  const over = new AbortController();
  const [message] = await Promise.race([
    once(child, 'message', { signal: over.signal }),
    once(child, 'exit', { signal: over.signal }).then(([code]) => {
      throw new Error(`The server under measurement ended with code ${code}.`);
    }),
  ]).finally(() => over.abort());
  return Number(Object(message)[key]);
}
