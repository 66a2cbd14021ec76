import { describe, expect, test } from 'vitest';
import { aBatch, aConversation, aTenant, NOW } from '../../testing/index.ts';
import type { SenderId } from '../sender/alias.ts';
import { closeIdle, type IdleFacts } from './close-idle.ts';

const idle = aConversation({ openBatchId: 'b1', idleAt: NOW });
const closed = (batch: Parameters<typeof aBatch>[0], over: Partial<IdleFacts> = {}) => {
  const { writes, outbox } = closeIdle({
    tenantId: 'cuscatlan',
    senderId: 'ana' as SenderId,
    tenant: aTenant(),
    conversation: idle,
    batch: { id: 'b1', record: aBatch(batch) },
    now: NOW,
    ...over,
  });
  const at = (path: string) => {
    const write = writes.find((each) => each.path === `tenants/cuscatlan/${path}`);
    return write === undefined || write.op === 'delete' ? undefined : write.fields;
  };
  const texts = outbox.flatMap(({ record }) => (record.kind === 'send' ? [record.text] : []));
  return { writes, texts, batch: at('batches/b1'), conversation: at('conversations/ana') };
};

describe('closeIdle', () => {
  test('a named batch with screenshots is ready, in silence', () => {
    const { batch, conversation, texts } = closed({ screenshotCount: 2 });
    expect(batch).toMatchObject({ state: 'ready', closedAt: NOW });
    expect(conversation).toEqual({ idleAt: null, question: null, openBatchId: null });
    expect(texts).toEqual([]);
  });

  test('one without a name is ready too, and its sender is asked for the name, which the next text gives', () => {
    const { batch, conversation, texts } = closed({ customerName: null, screenshotCount: 2 });
    expect(batch).toMatchObject({ state: 'ready' });
    expect(conversation).toMatchObject({ openBatchId: 'b1', idleAt: null });
    expect(texts).toEqual([expect.stringMatching(/^📥 Cerré 2 capturas sin nombre/)]);
  });

  test.each([['María'], [null]])('one without screenshots (name: %s) is cancelled, in silence', (customerName) => {
    const { batch, texts } = closed({ customerName });
    expect(batch).toMatchObject({ state: 'cancelled' });
    expect(texts).toEqual([]);
  });

  test.each<[string, Partial<IdleFacts>]>([
    ['a message came meanwhile', { conversation: aConversation({ idleAt: new Date(NOW.getTime() + 1) }) }],
    ['it was closed meanwhile', { conversation: aConversation({ idleAt: null }) }],
  ])('nothing happens if %s', (_what, over) => {
    expect(closed({ screenshotCount: 2 }, over).writes).toEqual([]);
  });

  test('a batch that is not open is left alone, and not looked at again', () => {
    const { batch, conversation } = closed({ state: 'ready', closedAt: NOW });
    expect([batch, conversation]).toEqual([undefined, { idleAt: null }]);
  });

  test('a suspended importer’s staff is told nothing', () => {
    const tenant = aTenant({ status: 'suspended' });
    expect(closed({ customerName: null, screenshotCount: 1 }, { tenant }).texts).toEqual([]);
  });
});
