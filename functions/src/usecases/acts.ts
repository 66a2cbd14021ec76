import type { Transact } from './documents.ts';

/** What every act of a person needs: one transaction, the clock, and ids that nobody guesses. */
export type ActDeps = { readonly transact: Transact; readonly now: () => Date; readonly newId: () => string };

/** `count` whole numbers from 0 to `below` - 1, from a source that nobody can predict. */
export type RandomNumbers = (below: number, count: number) => readonly number[];
