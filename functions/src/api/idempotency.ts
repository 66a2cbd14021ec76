import { createHash } from 'node:crypto';
import { idempotencyRecord } from '@casillero/domain/records/idempotency-record';
import { paths } from '@casillero/domain/records/paths';
import type { Transact } from '../usecases/documents.ts';
import { Problem } from './problem.ts';

/** An answer as it is kept and repeated. */
export type KeptAnswer = { readonly status: number; readonly json: string };

/**
 * Runs `work` once per act. A repetition gets the first answer; what failed on our side or at a provider (5xx) is not
 * kept, so that the next attempt works again. @throws Problem 409 while it runs, 422 if it asks for something else
 */
export type RunOnce = (actId: string, asked: string, work: () => Promise<KeptAnswer>) => Promise<KeptAnswer>;

/** How long an attempt may run before it counts as crashed; the API's own time limit is shorter. */
export const ACT_LEASE_MS = 5 * 60_000;

/** How long answers are kept; a client that has not heard after a day looks before it tries again. */
export const ANSWER_KEPT_MS = 24 * 3_600_000;

/** Printable ASCII. @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
const KEY_PATTERN = /^[\x21-\x7e]{1,200}$/;

/** The key of a call that needs one. @throws Problem 400 if it is missing or odd */
export function idempotencyKeyOf(header: string | undefined): string {
  if (header !== undefined && KEY_PATTERN.test(header)) return header;
  throw new Problem(
    400,
    'idempotency-key-missing',
    'This call costs money or sends something and needs an Idempotency-Key header of 1 to 200 printable characters.',
    'Send a random key, and the same one when you repeat the call.',
  );
}

/** Names an act by who asks for what under which key. */
export const actIdOf = (who: string, endpointId: string, key: string): string =>
  sha256(JSON.stringify([who, endpointId, key])).slice(0, 40);

/** Acts remembered in Firestore, one document each; TTL deletes them. */
export const runOnceOn =
  (deps: { transact: Transact; now: () => Date; newToken: () => string }): RunOnce =>
  async (actId, asked, work) => {
    const path = paths.idempotency(actId);
    const askedHash = sha256(asked);
    const token = deps.newToken();
    const earlier = await deps.transact<KeptAnswer | null>(async (read) => {
      const [fields] = await read([path]);
      const now = deps.now();
      const kept = fields ? idempotencyRecord.parse(fields) : null;
      const found = kept !== null && kept.expireAt > now ? kept : null;
      // Also where the first one failed: what it made all the same is named by the key.
      if (found !== null && found.askedHash !== askedHash) throw otherBody();
      if (found?.state === 'done')
        return { writes: [], result: { status: found.status ?? 200, json: found.json ?? 'null' } };
      if (found?.state === 'running' && found.leaseUntil > now) throw stillRunning();
      const running = {
        state: 'running',
        askedHash,
        token,
        status: null,
        json: null,
        leaseUntil: new Date(now.getTime() + ACT_LEASE_MS),
        expireAt: new Date(now.getTime() + ANSWER_KEPT_MS),
      } as const;
      return { writes: [{ op: 'set', path, fields: running }], result: null };
    });
    if (earlier !== null) return earlier;
    const keep = (fields: Record<string, unknown>) =>
      deps.transact(async (read) => {
        const [current] = await read([path]);
        // Somebody took over after our lease ended: the answer is theirs to keep.
        const isOurs = current !== null && current !== undefined && current.token === token;
        return { writes: isOurs ? [{ op: 'update', path, fields }] : [], result: null };
      });
    try {
      const answer = await work();
      await keep(answer.status >= 500 ? { state: 'free' } : { state: 'done', ...answer });
      return answer;
    } catch (error) {
      await keep({ state: 'free' }).catch(() => undefined);
      throw error;
    }
  };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const otherBody = () =>
  new Problem(
    422,
    'idempotency-key-reused',
    'This Idempotency-Key was used for a call that asked for something else.',
    'Use a new key for a new act.',
  );
const stillRunning = () =>
  new Problem(
    409,
    'still-running',
    'The first call with this Idempotency-Key is still at work.',
    'Wait a moment and repeat it with the same key.',
    { 'Retry-After': '5' },
  );
