import { describe, expect, test } from 'vitest';
import { aBatch, aConversation, aMessage, anImage, aScreenshot, aTenant, NOW } from '../../testing/index.ts';
import type { BatchRecord, ConversationRecord } from '../records/intake-records.ts';
import type { SenderId } from '../sender/alias.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { type IntakeFacts, takeIn } from './take-in.ts';

const decide = (text: string, batch: Partial<BatchRecord> | null, over: Partial<IntakeFacts> = {}) =>
  takeIn({
    tenantId: 'cuscatlan' as TenantId,
    tenant: aTenant(),
    senderId: 'ana' as SenderId,
    message: aMessage({ text }),
    inboxId: 'm1',
    conversation: aConversation({ openBatchId: 'b1' }),
    batch: batch && { id: 'b1', record: aBatch({ customerName: 'María', ...batch }) },
    now: NOW,
    ...over,
  });
const texts = (decision: ReturnType<typeof decide>) =>
  decision.outbox.flatMap(({ record }) => (record.kind === 'send' ? [record.text] : []));
const batchWrite = (decision: ReturnType<typeof decide>) =>
  decision.writes.find((each) => each.path === 'tenants/cuscatlan/batches/b1');
const asking = (over: Partial<ConversationRecord> = {}) =>
  aConversation({ openBatchId: 'b1', question: { kind: 'cancel', batchId: 'b1', askedAt: NOW }, ...over });
const minutesLater = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe('done', () => {
  test('closes the batch and says what was read', () => {
    const decision = decide('Listo', { screenshotCount: 5, orderCount: 2, noOrderCount: 1, failedCount: 1 });
    expect(batchWrite(decision)).toMatchObject({
      fields: { state: 'ready', closedAt: NOW },
      increments: { summaryCount: 1 },
    });
    expect(decision.openBatchId).toBeNull();
    expect(decision.remembered.idleAt).toBeNull();
    expect(texts(decision)).toEqual([
      '✅ María: 5 capturas, listo. 2 pedidos leídos, 1 sin pedido, 1 con error, 1 por leer.\nEscribe el nombre del siguiente cliente.',
    ]);
  });

  test('names repeated screenshots that were not mentioned yet', () => {
    const batch = { screenshotCount: 1, orderCount: 1, duplicateCount: 3, toldDuplicateCount: 1 };
    expect(texts(decide('done', batch, { tenant: aTenant({ locale: 'en' }) }))).toEqual([
      "✅ María: 1 screenshot (2 repeated, not counted), done. 1 order read.\nWrite the next customer's name.",
    ]);
  });

  test.each([
    ['without a screenshot', {}, '📦 María: todavía sin capturas. Envíalas, o escribe cancelar.'],
    [
      'without a name',
      { customerName: null, screenshotCount: 3 },
      '📥 3 capturas sin nombre. Escribe primero el nombre del cliente.',
    ],
  ])('a batch %s stays open, and its sender is told what is missing', (_what, batch, text) => {
    const decision = decide('listo', batch);
    expect(decision.writes).toEqual([]);
    expect(decision.openBatchId).toBe('b1');
    expect(texts(decision)).toEqual([text]);
  });

  test('as a caption it names nobody, and its screenshot is taken in', () => {
    const decision = decide('listo', null, { message: aMessage({ text: 'listo', media: [anImage()] }) });
    expect(decision.writes).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ customerName: null, screenshotCount: 1 }) }),
    );
  });
});

describe('status', () => {
  test.each([
    [null, 'No hay nada abierto. Escribe el nombre del cliente y envía las capturas de sus pedidos.'],
    [{}, '📦 María: todavía sin capturas. Ahora envía las capturas de sus pedidos.'],
    [
      { screenshotCount: 3, orderCount: 2 },
      '📦 María: 3 capturas (2 pedidos leídos, 1 por leer). Envía más, o escribe listo.',
    ],
    [
      { customerName: null, screenshotCount: 1 },
      '📥 1 captura (1 por leer). ¿De quién es el pedido? Escribe el nombre del cliente.',
    ],
    [
      { state: 'ready', closedAt: NOW } as const,
      'No hay nada abierto. Escribe el nombre del cliente y envía las capturas de sus pedidos.',
    ],
  ])('%j ▶ %s', (batch, text) => {
    const decision = decide('¿estado?', batch);
    expect(decision.writes).toEqual([]);
    expect(texts(decision)).toEqual([text]);
  });
});

describe('undo', () => {
  test('marks the last screenshot as removed, and the one before it is the last now', () => {
    const record = aScreenshot({
      batchId: 'b1',
      state: 'stored',
      extraction: 'failed',
      previousScreenshotId: 's1',
    });
    const batch = { screenshotCount: 2, failedCount: 1, lastScreenshotId: 's2', coverScreenshotId: 's1' };
    const decision = decide('deshacer', batch, { lastScreenshot: { id: 's2', record } });
    expect(decision.writes).toEqual([
      {
        op: 'update',
        path: 'tenants/cuscatlan/screenshots/s2',
        fields: { removedAt: NOW, updatedAt: NOW },
      },
      {
        op: 'update',
        path: 'tenants/cuscatlan/batches/b1',
        fields: { lastScreenshotId: 's1', updatedAt: NOW },
        increments: { screenshotCount: -1, failedCount: -1 },
      },
    ]);
    expect(texts(decision)).toEqual(['↩️ Quité la última captura. María: 1 captura. Envía más, o escribe listo.']);
  });

  test('without the first one the batch has no cover either', () => {
    const lastScreenshot = { id: 's1', record: aScreenshot({ batchId: 'b1' }) };
    const decision = decide('undo', { screenshotCount: 1, coverScreenshotId: 's1' }, { lastScreenshot });
    expect(batchWrite(decision)).toMatchObject({ fields: { coverScreenshotId: null, lastScreenshotId: null } });
    expect(texts(decision)).toEqual([expect.stringContaining('María: sin capturas.')]);
  });

  test('says so when there is nothing to take back', () => {
    const decision = decide('undo', {});
    expect(decision.writes).toEqual([]);
    expect(texts(decision)).toEqual(['No hay captura que quitar. María: sin capturas.']);
  });
});

describe('cancel', () => {
  test('a batch with screenshots is asked about first', () => {
    const decision = decide('cancelar', { screenshotCount: 2 });
    expect(decision.writes).toEqual([]);
    expect(decision.remembered.question).toEqual({ kind: 'cancel', batchId: 'b1', askedAt: NOW });
    expect(texts(decision)).toEqual(['¿Cancelo María, con 2 capturas? Responde sí, o sigue enviando.']);
  });

  test('an empty one is cancelled at once', () => {
    const decision = decide('cancelar', {});
    expect(batchWrite(decision)).toMatchObject({ fields: { state: 'cancelled', closedAt: NOW } });
    expect(decision.openBatchId).toBeNull();
    expect(texts(decision)).toEqual(['🗑️ María: cancelado. Escribe el nombre del siguiente cliente.']);
  });

  test.each([
    ['sí', 9, 'cancelled'],
    ['YES!', 0, 'cancelled'],
    ['sí', 10, undefined],
    ['no', 1, undefined],
    ['estado', 1, undefined],
  ])('%s, %i minutes after the question ▶ %s; the question is dropped', (text, minutes, state) => {
    const at = minutesLater(minutes);
    const over = { conversation: asking(), message: aMessage({ text, receivedAt: at }), now: at };
    const decision = decide(text, { screenshotCount: 2 }, over);
    const write = batchWrite(decision);
    expect(write === undefined || write.op === 'delete' ? undefined : write.fields.state).toBe(state);
    expect(decision.remembered.question).toBeNull();
  });

  test('a name after the question is a name', () => {
    const decision = decide('José', { screenshotCount: 2 }, { conversation: asking() });
    expect(batchWrite(decision)).toMatchObject({ fields: { state: 'ready' } });
    expect(decision.openBatchId).toBe('m1');
  });

  test('yes to nothing names nobody', () => {
    const decision = decide('sí', null);
    expect(decision.writes).toEqual([]);
    expect(texts(decision)).toEqual([expect.stringContaining('No hay nada abierto.')]);
  });
});

describe('help and what cannot be used', () => {
  test('help names every command, in the importer’s language', () => {
    expect(texts(decide('ayuda', {}))[0]).toMatch(/\*listo\*.*\*estado\*.*\*deshacer\*.*\*cancelar\*/s);
    expect(texts(decide('help', {}, { tenant: aTenant({ locale: 'en' }) }))[0]).toMatch(
      /\*done\*.*\*status\*.*\*undo\*.*\*cancel\*/s,
    );
  });

  test.each([
    [null, 1],
    [minutesLater(-9), 0],
    [minutesLater(-10), 1],
  ])('a sticker, told before at %s ▶ %i reply', (cannotUseAt, count) => {
    const decision = decide('', {}, { conversation: aConversation({ cannotUseAt }) });
    expect(texts(decision)).toHaveLength(count);
    expect(decision.remembered.cannotUseAt).toEqual(count === 1 ? NOW : cannotUseAt);
  });
});

describe('a batch that closed itself without a name', () => {
  const batch = { state: 'ready', customerName: null, screenshotCount: 2, closedAt: NOW } as const;

  test('gets it by the next text', () => {
    const decision = decide('José', batch);
    expect(batchWrite(decision)).toEqual({
      op: 'update',
      path: 'tenants/cuscatlan/batches/b1',
      fields: { customerName: 'José', searchTokens: ['jo', 'jos', 'jose'], updatedAt: NOW },
    });
    expect(decision.openBatchId).toBeNull();
    expect(texts(decision)).toEqual([expect.stringMatching(/^✅ José: 2 capturas, listo\./)]);
  });

  test('still waits for it after a question about it, and is not open', () => {
    const decision = decide('estado', batch);
    expect(decision.openBatchId).toBe('b1');
    expect(decision.remembered.idleAt).toBeNull();
    expect(texts(decision)).toEqual([expect.stringContaining('¿De quién es el pedido?')]);
  });

  test('takes no further screenshot', () => {
    expect(decide('', batch, { message: aMessage({ media: [anImage()] }) }).openBatchId).toBe('m1');
  });
});

describe('a message that reaches us 15 minutes after it was written', () => {
  const late = (over: Parameters<typeof aMessage>[0]) => ({ message: aMessage(over), now: minutesLater(15) });

  test('takes effect, and nothing answers it', () => {
    const decision = decide('José', { screenshotCount: 1 }, late({ text: 'José' }));
    expect(batchWrite(decision)).toMatchObject({ fields: { state: 'ready' } });
    expect(decision.outbox).toEqual([]);
  });

  test('its screenshots are summed up', () => {
    const decision = decide('', {}, late({ media: [anImage()] }));
    expect(decision.outbox.map(({ record }) => record.kind)).toEqual(['media', 'summary']);
  });

  test('asks nothing', () => {
    const decision = decide('cancelar', { screenshotCount: 1 }, late({ text: 'cancelar' }));
    expect(decision.outbox).toEqual([]);
    expect(decision.remembered.question).toBeNull();
  });

  test('14 minutes are not late', () => {
    expect(texts(decide('José', null, { message: aMessage({ text: 'José' }), now: minutesLater(14) }))).toHaveLength(1);
  });
});
