/** What one benchmark says: our figure, the one it is held against, and every run's. */
export type BenchResult = {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** what it is measured against: another implementation, or the budget */
  readonly reference: number;
  /** ours divided by reference */
  readonly ratio: number;
  /** one entry per run or case, with whatever belongs to it */
  readonly runs: readonly Readonly<Record<string, unknown>>[];
};
