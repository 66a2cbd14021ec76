import { readOrder } from '@casillero/domain/order/read-order';
import { type Print, printedPage } from '@casillero/domain/order/testing/printed-page';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anAnswer, type Script, startVisionEndpoint } from '../../test/vision-endpoint.ts';
import { askVision } from './ask-vision.ts';
import { ExtractionError } from './extraction-error.ts';
import { readOrderByVision } from './read-order-by-vision.ts';
import type { OcrReading } from './read-screenshot.ts';

const KEY = 'sk-a-secret-of-the-test';
const PAGE: readonly Print[] = [
  [250, 40, 'Amazon', 30],
  [40, 140, 'Order # 113-6724483-2918183'],
  [40, 180, 'Order date: March 2, 2026'],
  [240, 300, 'Drelix Wall Charger'],
  [240, 336, 'Qty: 2'],
  [600, 336, '$27.49'],
  [40, 480, 'Tracking ID: 1Z492R870340658986'],
  [40, 560, 'Subtotal:'],
  [600, 560, '$54.98'],
  [40, 640, 'Estimated tax:'],
  [600, 640, '$3.85'],
  [40, 680, 'Grand total:'],
  [600, 680, '$58.83'],
];
const byOcr = (prints: readonly Print[] = PAGE): OcrReading => {
  const page = printedPage(prints);
  return { ...readOrder(page), page, engine: 'ocr', engineVersion: '1', milliseconds: 1 };
};
const ANSWER = anAnswer({
  shop: 'Amazon',
  orderNumber: '113-6724483-2918183',
  orderDate: '2026-03-02',
  currency: 'USD',
  items: [{ name: 'Drelix Wall Charger', quantity: 2, unitPrice: 27.49, size: null, color: null }],
  subtotal: 54.98,
  tax: 3.85,
  total: 58.83,
  tracking: [{ number: '1Z492R870340658986', carrier: 'UPS' }],
  language: 'en',
});

let endpoint: Awaited<ReturnType<typeof startVisionEndpoint>>;
let image: Uint8Array;
beforeEach(async () => {
  endpoint = await startVisionEndpoint();
  image = await sharp({ create: { width: 1500, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
});
afterEach(() => endpoint.stop());

function read(
  script: Script,
  { ocr = async () => byOcr(), isLastAttempt = false, apiBase = endpoint.apiBase, timeoutMs = 5_000 } = {},
) {
  endpoint.willAnswer(script);
  const settings = { apiBase, apiKey: KEY, model: 'some-model', priceInput: 0.5, priceOutput: 2 };
  return readOrderByVision({ ask: askVision(() => settings, timeoutMs), readByOcr: ocr })(image, isLastAttempt);
}

describe('R16: reading by a vision endpoint', () => {
  test('asks with the picture scaled and a strict schema; keeps the answer, tokens, cost and places', async () => {
    const reading = await read({ answer: ANSWER });
    expect(reading).toMatchObject({
      ok: true,
      value: {
        order: { isOrder: true, shop: 'Amazon', total: 58.83, checks: { amountsAgree: true } },
        engine: 'vision',
        engineVersion: 'some-model+1',
        vision: { model: 'some-model', inputTokens: 1200, outputTokens: 300, costUsd: 0.0012 },
        disagreements: [],
      },
    });
    if (!reading.ok) return;
    expect(reading.value.order.tracking).toEqual([{ number: '1Z492R870340658986', carrier: 'UPS', isVerified: true }]);
    expect(reading.value.boxes?.total).not.toBeNull();
    expect(reading.value.boxes?.items).toHaveLength(1);

    const [asked] = endpoint.asked;
    expect(asked?.authorization).toBe(`Bearer ${KEY}`);
    expect(asked?.body).toMatchObject({
      model: 'some-model',
      response_format: { type: 'json_schema', json_schema: { strict: true, schema: { additionalProperties: false } } },
    });
    const [, picture = ''] = /data:image\/jpeg;base64,([\w+/=]+)/.exec(JSON.stringify(asked?.body)) ?? [];
    expect(await sharp(Buffer.from(picture, 'base64')).metadata()).toMatchObject({ format: 'jpeg', width: 1024 });
  });

  test('what OCR reads too is surer than what only the model says', async () => {
    const both = await read({ answer: ANSWER });
    const alone = await read({ answer: ANSWER }, { ocr: async () => byOcr([]) });
    if (!both.ok || !alone.ok) throw new Error('not read');
    expect(both.value.order.confidence.shop).toBeGreaterThan(alone.value.order.confidence.shop);
  });

  test.each<[why: string, answer: Partial<typeof ANSWER>, disagreements: object[]]>([
    ['another total', { total: 85.83 }, [{ field: 'total', vision: 85.83, ocr: 58.83 }]],
    ['a total that the model missed', { total: null }, [{ field: 'total', vision: null, ocr: 58.83 }]],
    [
      'a tracking number that is nowhere in the picture',
      { tracking: [{ number: '1Z999AA10123456784', carrier: 'UPS' }] },
      [{ field: 'tracking', vision: ['1Z999AA10123456784'], ocr: ['1Z492R870340658986'] }],
    ],
    ['an order that the model does not see', { isOrder: false }, [{ field: 'total' }, { field: 'tracking' }]],
    ['another shop is no matter of money', { shop: 'Walmart' }, []],
  ])('kept for a person: %s', async (_why, over, disagreements) => {
    const reading = await read({ answer: { ...ANSWER, ...over } });
    expect(reading).toMatchObject({ ok: true, value: { disagreements } });
  });

  test('a total that OCR saw, but did not know for one, is confirmed', async () => {
    const unlabelled = PAGE.map(([x, y, text]): Print => [x, y, text === 'Grand total:' ? 'Cargo' : text]);
    const reading = await read({ answer: ANSWER }, { ocr: async () => byOcr(unlabelled) });
    expect(reading).toMatchObject({ ok: true, value: { disagreements: [] } });
  });

  test('what is no date, amount, count, currency or number is not taken over', async () => {
    const reading = await read({
      answer: {
        ...ANSWER,
        orderDate: '2026-02-31',
        currency: 'dollars',
        total: -5,
        tracking: [{ number: 'see e-mail', carrier: null }],
        items: [{ name: ' ', quantity: 0, unitPrice: 1, size: null, color: null }],
        customerName: 'N/A',
      },
    });
    expect(reading).toMatchObject({
      ok: true,
      value: { order: { orderDate: null, currency: null, total: null, tracking: [], items: [], customerName: null } },
    });
  });
});

describe('an endpoint that does not answer', () => {
  const asJson = (content: string) => ({ choice: { message: { role: 'assistant', content, refusal: null } } });
  test.each<[code: string, isPassing: boolean, script: Script]>([
    ['vision-busy', true, { status: 429 }],
    ['vision-busy', true, { status: 503 }],
    ['vision-unreachable', true, 'reset'],
    ['vision-denied', false, { status: 401, error: { message: `Incorrect API key: ${KEY}`, code: 'invalid_api_key' } }],
    ['vision-rejected', false, { status: 400 }],
    ['vision-invalid', false, { body: 'not json' }],
    ['vision-invalid', false, { body: '{}' }],
    ['vision-invalid', false, asJson('{"isOrder": true}')],
    ['vision-invalid', false, { choice: { finish_reason: 'length', message: { content: JSON.stringify(ANSWER) } } }],
    ['vision-declined', false, { choice: { message: { content: null, refusal: 'I cannot.' } } }],
  ])('%s (may pass: %s)', async (code, isPassing, script) => {
    const first = await read(script);
    if (isPassing) expect(first).toMatchObject({ ok: false, failure: { code: 'engine-failed' } });
    const reading = isPassing ? await read(script, { isLastAttempt: true }) : first;
    expect(reading).toMatchObject({ ok: true, value: { engine: 'ocr', fallback: { code }, order: { total: 58.83 } } });
    expect(JSON.stringify([first, reading])).not.toContain(KEY);
    expect(JSON.stringify(reading)).not.toContain('"page"');
  });

  test('is not waited for longer than the time limit', async () => {
    const reading = await read('silence', { isLastAttempt: true, timeoutMs: 200 });
    expect(reading).toMatchObject({ ok: true, value: { engine: 'ocr', fallback: { code: 'vision-timeout' } } });
  });

  test('is not asked where none is set up', async () => {
    const reading = await read({ answer: ANSWER }, { apiBase: '' });
    expect(reading).toMatchObject({ ok: true, value: { engine: 'ocr', fallback: { code: 'vision-not-set-up' } } });
    expect(endpoint.asked).toEqual([]);
  });

  test('a picture that cannot be opened is not sent', async () => {
    image = new TextEncoder().encode('no picture');
    expect(await read({ answer: ANSWER })).toMatchObject({ ok: false, failure: { code: 'unreadable-image' } });
    expect(endpoint.asked).toEqual([]);
  });

  test('OCR that fails leaves the model’s word; both failing is a failure', async () => {
    const broken = async (): Promise<OcrReading> => {
      throw new ExtractionError('ocr-timeout', 'It took too long.');
    };
    expect(await read({ answer: ANSWER }, { ocr: broken })).toMatchObject({ ok: true, value: { engine: 'vision' } });
    const failure = { ok: false, failure: { code: 'engine-failed' } };
    expect(await read({ status: 400 }, { ocr: broken })).toMatchObject(failure);
  });
});
