import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OWNER } from '../identity/caller.ts';
import type { Fields } from '../values/value.ts';
import { batchGetDocuments } from './batch-get-documents.ts';
import { commit } from './commit.ts';
import { runQuery } from './run-query.ts';
import { ServerState } from './server-state.ts';

const database = 'projects/p/databases/(default)';
const ROOT = `${database}/documents`;
const ACCOUNTS = ['a', 'b', 'c'];
const nameOf = (id: string): string => `${ROOT}/accounts/${id}`;
const balanceOf = (fields: Fields | undefined): number => {
  const n = fields?.n;
  return n && 'integerValue' in n ? Number(n.integerValue) : 0;
};

/** What one client does: transfers, or books the total of all accounts; and for how many turns it pauses after reading. */
const anyJob = fc.oneof(
  fc.record({
    kind: fc.constant('transfer' as const),
    from: fc.constantFrom(...ACCOUNTS),
    to: fc.constantFrom(...ACCOUNTS),
    pause: fc.nat(4),
  }),
  fc.record({ kind: fc.constant('audit' as const), pause: fc.nat(4) }),
);
type Job = typeof anyJob extends fc.Arbitrary<infer Kind> ? Kind : never;

const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};
const set = (name: string, n: number) => ({ update: { name, fields: { n: { integerValue: String(n) } } } });

/** The accounts up to the first, or those after it. */
const accounts = (op: 'LESS_THAN_OR_EQUAL' | 'GREATER_THAN') => {
  const value = { referenceValue: nameOf('a') };
  const where = { fieldFilter: { field: { fieldPath: '__name__' }, op, value } };
  return { parent: ROOT, structuredQuery: { from: [{ collectionId: 'accounts' }], where } };
};

/** One attempt. @returns the transaction, and whether it committed */
async function attempt(state: ServerState, job: Job, retried: Uint8Array | undefined, auditId: string) {
  const newTransaction = { readWrite: retried ? { retryTransaction: retried } : {} };
  let transaction = retried;
  try {
    const writes = [];
    if (job.kind === 'transfer') {
      const documents = [...new Set([job.from, job.to])].map(nameOf);
      const [begun, ...answers] = await batchGetDocuments(state, OWNER, { database, documents, newTransaction });
      transaction = begun?.transaction;
      await turns(job.pause);
      const balances = new Map(answers.map(({ found, missing }) => [found?.name ?? missing, balanceOf(found?.fields)]));
      const change = (id: string, by: number) => balances.set(nameOf(id), (balances.get(nameOf(id)) ?? 0) + by);
      change(job.from, -1);
      change(job.to, 1);
      for (const [name = '', n] of balances) writes.push(set(name, n));
    } else {
      // In two queries with a pause between, so that only locks can keep the moment.
      const [begun, ...first] = await runQuery(state, OWNER, { ...accounts('LESS_THAN_OR_EQUAL'), newTransaction });
      transaction = begun?.transaction;
      await turns(job.pause);
      const second = await runQuery(state, OWNER, {
        ...accounts('GREATER_THAN'),
        ...(transaction ? { transaction } : {}),
      });
      const total = [...first, ...second].reduce((sum, { document }) => sum + balanceOf(document?.fields), 0);
      writes.push(set(`${ROOT}/audits/${auditId}`, total));
    }
    await commit(state, OWNER, { database, writes, ...(transaction ? { transaction } : {}) });
    return { transaction, isDone: true };
  } catch (error) {
    expect(error).toMatchObject({ status: 'ABORTED' });
    return { transaction, isDone: false };
  }
}

test('whatever the interleaving, money is neither made nor lost, and every audit sees a consistent moment', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyJob, { minLength: 2, maxLength: 8 }), async (jobs) => {
      const state = new ServerState();
      await commit(state, OWNER, { database, writes: ACCOUNTS.map((id) => set(nameOf(id), 0)) });
      await Promise.all(
        jobs.map(async (job, i) => {
          let retried: Uint8Array | undefined;
          for (;;) {
            const { transaction, isDone } = await attempt(state, job, retried, `audit${i}`);
            if (isDone) return;
            retried = transaction;
          }
        }),
      );
      const { database: stored, transactions } = state.databaseState(database);
      const fieldsOf = (path: string) => stored.document(path)?.fields;
      for (const id of ACCOUNTS) {
        const moved = jobs.reduce(
          (sum, job) => sum + (job.kind === 'transfer' ? Number(job.to === id) - Number(job.from === id) : 0),
          0,
        );
        expect(balanceOf(fieldsOf(`accounts/${id}`))).toBe(moved);
      }
      jobs.forEach((job, i) => {
        if (job.kind === 'audit') expect(balanceOf(fieldsOf(`audits/audit${i}`))).toBe(0);
      });
      expect([transactions.locks.holderCount, transactions.locks.waiterCount]).toEqual([0, 0]);
      state.stop();
    }),
    { numRuns: 150 },
  );
}, 30_000);
