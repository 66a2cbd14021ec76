import { readOrder } from '@casillero/domain/order/read-order';
import type { RecognisedPage } from '@casillero/domain/order/recognised-words';
import type { Screenshot } from '../features/screenshots/ports.ts';
import { aScreenshot } from './builders.ts';

/** A page as the recorded words of the fixtures keep it. */
type RecordedPage = {
  readonly width: number;
  readonly height: number;
  readonly words: readonly (readonly [string, number, number, number, number, number])[];
};

const RECORDED = import.meta.glob<{ sparse: RecordedPage }>('../../../e2e/fixtures/orders/words/orders-0[0-2]*.json', {
  import: 'default',
  eager: true,
}) as unknown as Readonly<Record<string, { readonly sparse: RecordedPage }>>;

/** Screenshots of the fixtures' pictures, read by the real rules, with the places where each field was found. */
export const recordedScreenshots = (batchId: string, numbers: readonly number[], at: Date): readonly Screenshot[] =>
  numbers.flatMap((number) => {
    const name = `orders-${String(number).padStart(3, '0')}.json`;
    const recorded = Object.entries(RECORDED).find(([path]) => path.endsWith(name))?.[1];
    if (!recorded) return [];
    const { width, height, words } = recorded.sparse;
    const page: RecognisedPage = {
      width,
      height,
      words: words.map(([text, percent, x0, y0, x1, y1]) => ({
        text,
        confidence: percent / 100,
        box: { x0, y0, x1, y1 },
      })),
    };
    const { order, boxes } = readOrder(page);
    const receivedAt = new Date(at.getTime() - number * 60_000);
    return [aScreenshot({ id: `shot-${number}`, batchId, order, boxes, receivedAt, updatedAt: receivedAt })];
  });
