import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { score } from '../../../e2e/fixtures/orders/score.mjs';
import { closeScreenshotReader, readScreenshot } from '../../../functions/src/extraction/read-screenshot.ts';
import type { BenchResult } from '../bench-result.ts';
import { type Reliability, reliabilityOf, type Truth } from './reliability.ts';

/** The goal: macro-F1 over the fields of R16 on screenshots never seen before. */
const GOAL_MACRO_F1 = 0.9;

const folder = fileURLToPath(new URL('../../../e2e/fixtures/orders/', import.meta.url));

/** What the `extract` benchmark says besides the score. */
export type ExtractResult = BenchResult & {
  /** Bytes to order, one picture at a time on one worker, the start of the engine left out. */
  readonly secondsPerImage: { readonly median: number; readonly longest: number };
  /** Non-orders taken for orders, of all non-orders. */
  readonly falseOrderRate: number;
  /** Orders recognised as orders, of all orders. */
  readonly orderRecall: number;
  readonly f1: Readonly<Record<string, number | null>>;
  /** What confidences mean: predicted against true, by field and class. */
  readonly reliability: Reliability;
  /** Resident memory of the process at the end, engine included. */
  readonly memoryMb: number;
};

/** Reads every picture of e2e/fixtures/orders with the real ocr engine and scores the result against the truth. */
export async function benchExtract(): Promise<ExtractResult> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .sort();
  const truths = JSON.parse(readFileSync(`${folder}orders.json`, 'utf8')) as Truth[];
  try {
    const [warmUp] = files;
    if (warmUp !== undefined) await readScreenshot(readFileSync(folder + warmUp));
    const predictions = [];
    for (const file of files) {
      const { order, milliseconds } = await readScreenshot(readFileSync(folder + file));
      predictions.push({ file, milliseconds, ...order });
    }
    const scored = score(truths, predictions);
    const seconds = predictions.map(({ milliseconds }) => milliseconds / 1000).sort((a, b) => a - b);
    const ours = scored.macroF1 ?? 0;
    return {
      name: 'extract',
      unit: 'macro-F1',
      ours,
      reference: GOAL_MACRO_F1,
      ratio: ours / GOAL_MACRO_F1,
      runs: predictions.map(({ file, milliseconds, isOrder }) => ({ file, seconds: milliseconds / 1000, isOrder })),
      secondsPerImage: { median: seconds[Math.floor(seconds.length / 2)] ?? 0, longest: seconds.at(-1) ?? 0 },
      falseOrderRate: scored.falseOrderRate ?? 0,
      orderRecall: scored.orderRecall ?? 0,
      reliability: reliabilityOf(truths, predictions),
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
      f1: Object.fromEntries(Object.entries(scored.fields).map(([field, { f1 }]) => [field, f1])),
    };
  } finally {
    await closeScreenshotReader();
  }
}
