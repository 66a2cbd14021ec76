/** One screenshot's word on a field. */
export type Witness<Value> = {
  readonly value: Value;
  /** 0 to 1 */
  readonly confidence: number;
  readonly screenshotId: string;
};

/** Witnesses that say the same, and how much their words weigh together, 0 to 1. */
export type Candidate<Value> = {
  readonly value: Value;
  readonly confidence: number;
  /** the surest of them, where the value is taken from */
  readonly origin: string;
  readonly screenshotIds: readonly string[];
};

/** However many screenshots agree, one picture of another order may be among them. */
const MOST_CONFIDENCE = 0.99;

/**
 * Groups what screenshots say about a field, the weightiest value first: values that agree make each other surer (each
 * may be wrong by itself), a contradiction makes all less sure.
 * @param isSame an equivalence; of equal values the surest witness's form counts, then the longest
 */
export function weigh<Value extends string | number>(
  witnesses: readonly Witness<Value>[],
  isSame: (a: Value, b: Value) => boolean,
): Candidate<Value>[] {
  const groups: Witness<Value>[][] = [];
  for (const witness of witnesses) {
    const group = groups.find(([first]) => first !== undefined && isSame(first.value, witness.value));
    if (group) group.push(witness);
    else groups.push([witness]);
  }
  const candidates = groups.flatMap((group): Candidate<Value>[] => {
    const [surest] = [...group].sort(
      (a, b) => b.confidence - a.confidence || String(b.value).length - String(a.value).length,
    );
    if (!surest) return [];
    return [
      {
        value: surest.value,
        confidence: together(group.map(({ confidence }) => confidence)),
        origin: surest.screenshotId,
        screenshotIds: group.map(({ screenshotId }) => screenshotId),
      },
    ];
  });
  const weight = candidates.reduce((sum, { confidence }) => sum + confidence, 0);
  return candidates
    .map((candidate) => ({
      ...candidate,
      confidence: candidates.length > 1 && weight > 0 ? candidate.confidence ** 2 / weight : candidate.confidence,
    }))
    .sort((a, b) => b.confidence - a.confidence);
}

/** Chance that at least one of several is right; a single word keeps its own weight. */
export function together(confidences: readonly number[]): number {
  const [only, ...more] = confidences;
  if (only === undefined) return 0;
  if (more.length === 0) return only;
  const allWrong = confidences.reduce((product, confidence) => product * (1 - confidence), 1);
  return Math.max(...confidences, Math.min(MOST_CONFIDENCE, 1 - allWrong));
}
