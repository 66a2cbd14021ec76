import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import type { NumbersRefreshRecord } from '@casillero/domain/records/platform-records';
import { type NumberRecord, numberRecord } from '@casillero/domain/records/routing-records';
import type { Failure } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';
import type { FindNumberSources, NumberSource, ToldNumber } from './ports.ts';

/** How asking one account went; null: well. */
export type AccountAsked = {
  readonly provider: NumberSource['provider'];
  readonly account: string;
  readonly failure: Failure | null;
};

/** Asks every account what numbers it holds and how they are, and keeps it, and how it went (R50). One that fails leaves the others. */
export type RefreshNumbers = () => Promise<AccountAsked[]>;

/** Documents of one transaction. */
const TOGETHER = 100;

export const makeRefreshNumbers =
  (deps: { transact: Transact; sources: FindNumberSources; now: () => Date }): RefreshNumbers =>
  async () => {
    const asked = await Promise.all((await deps.sources()).map((source) => ask(deps, source)));
    const fields: NumbersRefreshRecord = { at: deps.now(), accounts: asked };
    await deps.transact(async () => ({
      writes: [{ op: 'set', path: paths.numbersRefresh(), fields }],
      result: null,
    }));
    return asked;
  };

async function ask(deps: { transact: Transact; now: () => Date }, source: NumberSource): Promise<AccountAsked> {
  const { provider, account } = source;
  try {
    const listed = await source.list();
    if (!listed.ok) return { provider, account, failure: listed.failure };
    for (let from = 0; from < listed.value.length; from += TOGETHER)
      await keepTold(deps, source, listed.value.slice(from, from + TOGETHER));
    return { provider, account, failure: null };
  } catch (error) {
    const words = error instanceof Error ? error.message.slice(0, 300) : 'unknown';
    return { provider, account, failure: { code: 'unexpected', message: words, hint: 'Ask again in a moment.' } };
  }
}

/**
 * Keeps what an account tells about its numbers. One that was not known yet is added, unassigned. Nobody's account
 * speaks for another's number: that one is left as it is.
 * @returns the documents as they are now; null for a number that is another account's
 */
export const keepTold = (
  deps: { transact: Transact; now: () => Date },
  source: Pick<NumberSource, 'provider' | 'account' | 'accountId'>,
  numbers: readonly ToldNumber[],
): Promise<readonly (NumberRecord | null)[]> =>
  deps.transact(async (read) => {
    const found = await read(numbers.map(({ number }) => paths.number(number)));
    const now = deps.now();
    const kept = numbers.map(({ number, told }, i): { record: NumberRecord | null; writes: DocumentWrite[] } => {
      const fields = found[i];
      const path = paths.number(number);
      const { verifiedName, ...others } = told;
      const named = verifiedName === '' ? {} : { verifiedName };
      const seen = { ...others, ...named, account: source.account, lastCheckedAt: now };
      if (!fields) {
        const record = numberRecord.parse({
          provider: source.provider,
          mode: 'dedicated',
          tenantIds: [],
          status: 'offline',
          createdAt: now,
          verifiedName: '',
          accountId: source.accountId,
          ...seen,
        });
        return { record, writes: [{ op: 'create', path, fields: record }] };
      }
      const before = numberRecord.parse(fields);
      if ((before.accountId ?? null) !== source.accountId) return { record: null, writes: [] };
      return { record: { ...before, ...seen }, writes: [{ op: 'update', path, fields: seen }] };
    });
    return { writes: kept.flatMap(({ writes }) => writes), result: kept.map(({ record }) => record) };
  });
