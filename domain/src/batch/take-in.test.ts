import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aBatch, aMessage, anImage, aTenant, NOW } from '../../testing/index.ts';
import type { BatchRecord } from '../records/intake-records.ts';
import type { SenderId } from '../sender/alias.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { BURST_QUIET_MS, type IntakeFacts, takeIn } from './take-in.ts';

const decide = (over: Partial<IntakeFacts>) =>
  takeIn({
    tenantId: 'cuscatlan' as TenantId,
    tenant: aTenant(),
    senderId: 'ana' as SenderId,
    message: aMessage(),
    inboxId: 'm1',
    conversation: null,
    batch: null,
    now: NOW,
    ...over,
  });
const open = (over: Partial<BatchRecord>) => ({ id: 'b1', record: aBatch(over) });
const texts = (decision: ReturnType<typeof decide>) =>
  decision.outbox.flatMap(({ record }) => (record.kind === 'send' ? [record.text] : []));
const write = (decision: ReturnType<typeof decide>, path: string) => decision.writes.find((each) => each.path === path);

describe('takeIn', () => {
  test('a name opens a batch and says what to send', () => {
    const decision = decide({ message: aMessage({ text: 'María Rodríguez' }) });
    expect(write(decision, 'tenants/cuscatlan/batches/m1')).toMatchObject({
      op: 'create',
      fields: { customerName: 'María Rodríguez', state: 'open', screenshotCount: 0 },
    });
    expect(decision.openBatchId).toBe('m1');
    expect(texts(decision)).toEqual(['📦 María Rodríguez. Ahora envía las capturas de sus pedidos.']);
  });

  test('a screenshot goes into the open batch, is fetched, and summed up after a quiet time', () => {
    const decision = decide({ message: aMessage({ media: [anImage()] }), batch: open({ summaryCount: 2 }) });
    expect(write(decision, 'tenants/cuscatlan/batches/b1')).toMatchObject({
      fields: { coverScreenshotId: 'm1-0' },
      increments: { screenshotCount: 1 },
    });
    expect(write(decision, 'tenants/cuscatlan/screenshots/m1-0')).toMatchObject({
      op: 'create',
      fields: { batchId: 'b1', state: 'fetching', position: 0 },
    });
    expect(decision.outbox.map(({ id, record }) => [id, record.kind, record.dueAt.getTime() - NOW.getTime()])).toEqual([
      ['m1_cuscatlan_media_0', 'media', 0],
      ['cuscatlan_b1_summary_2', 'summary', BURST_QUIET_MS],
    ]);
  });

  test('several media of one message all count, and keep the first as cover', () => {
    const decision = decide({ message: aMessage({ media: [anImage(1), anImage(2), anImage(3)] }) });
    expect(write(decision, 'tenants/cuscatlan/batches/m1')).toMatchObject({
      fields: { screenshotCount: 3, customerName: null, coverScreenshotId: 'm1-0' },
    });
    expect(decision.writes.filter((each) => each.path.includes('/screenshots/'))).toHaveLength(3);
    expect(decision.outbox.map(({ record }) => record.kind)).toEqual(['media', 'media', 'media', 'summary']);
  });

  test('a name after screenshots closes the batch and opens the next in one reply', () => {
    const batch = open({ customerName: 'María', screenshotCount: 3, coverScreenshotId: 's' });
    const decision = decide({ message: aMessage({ text: 'José' }), batch });
    expect(write(decision, 'tenants/cuscatlan/batches/b1')).toMatchObject({
      fields: { state: 'ready', closedAt: NOW },
      increments: { summaryCount: 1 },
    });
    expect(write(decision, 'tenants/cuscatlan/batches/m1')).toMatchObject({
      op: 'create',
      fields: { customerName: 'José' },
    });
    expect(texts(decision)).toEqual([
      '✅ María: 3 capturas, listo.\n📦 José. Ahora envía las capturas de sus pedidos.',
    ]);
  });

  test('a batch that somebody closed meanwhile takes nothing more', () => {
    const decision = decide({
      message: aMessage({ media: [anImage()] }),
      batch: open({ state: 'ready', closedAt: NOW }),
    });
    expect(write(decision, 'tenants/cuscatlan/batches/b1')).toBeUndefined();
    expect(decision.openBatchId).toBe('m1');
  });

  test.each([
    ['a voice note', { media: [{ url: 'u', declaredType: 'audio/ogg' }] }],
    ['a film', { media: [{ url: 'u', declaredType: 'video/mp4' }] }],
    ['a contact card', { media: [{ url: 'u', declaredType: 'text/vcard' }] }],
    ['a sticker', { kind: 'sticker', media: [{ url: 'u', declaredType: 'image/webp' }] }],
    ['nothing at all', {}],
  ])('%s leaves the batch untouched and is answered with what works', (_what, over) => {
    const decision = decide({ message: aMessage(over), batch: open({ screenshotCount: 1 }) });
    expect(decision.writes).toEqual([]);
    expect(decision.openBatchId).toBe('b1');
    expect(texts(decision)).toEqual([expect.stringContaining('Escribe el nombre del cliente')]);
  });

  test('replies in English to an English-speaking importer', () => {
    const decision = decide({ message: aMessage({ text: 'Mary' }), tenant: aTenant({ locale: 'en' }) });
    expect(texts(decision)).toEqual(['📦 Mary. Now send the screenshots of their orders.']);
  });

  test('the same message decides the same, down to every id', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 3 }), fc.option(fc.string()), (text, count, name) => {
        const facts = {
          message: aMessage({ text, media: Array.from({ length: count }, (_, i) => anImage(i)) }),
          batch: open({ customerName: name, screenshotCount: count }),
        };
        expect(decide(facts)).toEqual(decide(facts));
      }),
    );
  });
});
