/** One kind of work: runs it up to a number of times, or until the time is over, and says how often it was done. */
export type Category<Client> = {
  readonly name: CategoryName;
  /** @returns operations done and the seconds they took */
  run(client: Client): Promise<Measured>;
};

export type Measured = { readonly operations: number; readonly seconds: number };

/** What the operations per second count, by category. */
export const UNITS = {
  get: 'documents read by name',
  update: 'documents updated: two fields set, one incremented',
  transaction: 'transactions that read and write one document',
  query: 'queries: the last 20 of a group in order, among 10,000 documents',
  listen: 'changes seen by 100 listeners',
  set: 'documents written whole',
} as const;

export type CategoryName = keyof typeof UNITS;

/** Requests that one client has open at a time. */
export const IN_FLIGHT = 50;
/** Listeners that all see the same document change. */
export const LISTENERS = 100;
const LIMIT_MS = 2500;

/** Runs a task many times, some at once. */
export async function repeat(count: number, task: (i: number) => Promise<unknown>): Promise<Measured> {
  const startedAt = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count && performance.now() - startedAt < LIMIT_MS) await task(next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return { operations: next, seconds: (performance.now() - startedAt) / 1000 };
}

/**
 * Changes a document again and again, each time once all listeners have seen the change before.
 * @param change writes the number of the turn; resolves when all listeners have seen it
 */
export async function fanOut(turns: number, change: (turn: number) => Promise<void>): Promise<Measured> {
  const startedAt = performance.now();
  let turn = 0;
  while (turn < turns && performance.now() - startedAt < LIMIT_MS) await change(++turn);
  return { operations: turn * LISTENERS, seconds: (performance.now() - startedAt) / 1000 };
}
