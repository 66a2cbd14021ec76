import { CONFIDENCE_FIELDS, type ConfidenceField, type Order } from '../../../domain/src/order/order.ts';
import { score } from '../../../e2e/fixtures/orders/score.mjs';

/** Lower edges of the classes of confidence. */
const EDGES = [0, 0.5, 0.7, 0.85, 0.95] as const;

/** How often readings of about one confidence are right. */
export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  /** readings of the class */
  readonly count: number;
  /** their mean confidence */
  readonly predicted: number;
  /** share of them that is right */
  readonly true: number;
};

export type Reliability = Readonly<Record<ConfidenceField | 'all', readonly ReliabilityBin[]>>;

/** A picture's ground truth, as far as it matters here. */
export type Truth = { readonly file: string; readonly isOrder: boolean };
type Prediction = Order & { readonly file: string };

/**
 * Compares what the engine says of its own certainty with the truth, for every field that it found something for: the
 * verdict is right or wrong, so is a value; articles and tracking numbers are right only if all of the picture's are.
 */
export function reliabilityOf(truths: readonly Truth[], predictions: readonly Prediction[]): Reliability {
  const seen = predictions.flatMap((prediction) => {
    const truth = truths.find(({ file }) => file === prediction.file);
    return truth ? CONFIDENCE_FIELDS.flatMap((field) => outcomeOf(field, truth, prediction) ?? []) : [];
  });
  const bins = (of: readonly Outcome[]): ReliabilityBin[] =>
    EDGES.flatMap((from, index) => {
      const to = EDGES[index + 1] ?? 1;
      const within = of.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
      if (within.length === 0) return [];
      const mean = (value: (outcome: Outcome) => number): number =>
        Math.round((within.reduce((sum, outcome) => sum + value(outcome), 0) / within.length) * 1000) / 1000;
      const predicted = mean(({ confidence }) => confidence);
      return [{ from, to, count: within.length, predicted, true: mean(({ isRight }) => (isRight ? 1 : 0)) }];
    });
  const perField = CONFIDENCE_FIELDS.map((field) => [field, bins(seen.filter((outcome) => outcome.field === field))]);
  return { ...Object.fromEntries(perField), all: bins(seen) };
}

type Outcome = { readonly field: ConfidenceField; readonly confidence: number; readonly isRight: boolean };

/** The scorer's fields that a field of ours stands for. */
const SCORED: Readonly<Partial<Record<ConfidenceField, readonly string[]>>> = {
  items: ['item.name', 'item.quantity', 'item.unitPrice', 'item.size', 'item.color'],
  tracking: ['tracking.number', 'tracking.carrier'],
};

/** null: nothing was found, or the scorer does not count it. */
function outcomeOf(field: ConfidenceField, truth: Truth, prediction: Prediction): Outcome | null {
  const confidence = prediction.confidence[field];
  if (field === 'isOrder') return { field, confidence, isRight: prediction.isOrder === truth.isOrder };
  if (confidence === 0 || !prediction.isOrder) return null;
  if (!truth.isOrder) return { field, confidence, isRight: false };
  const { fields } = score([truth], [prediction]);
  const counts = (SCORED[field] ?? [field]).flatMap((name) => fields[name] ?? []);
  const [right, wrong] = [sum(counts.map(({ tp }) => tp)), sum(counts.map(({ fp, fn }) => fp + fn))];
  return right + wrong === 0 ? null : { field, confidence, isRight: wrong === 0 };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
