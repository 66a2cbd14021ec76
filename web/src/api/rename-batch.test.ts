import { fail, ok } from '@casillero/domain/result';
import { expect, test } from 'vitest';
import type { CallEndpoint } from './api-client.ts';
import { renameBatchBy } from './rename-batch.ts';

test('a name is sent to the batch’s own address', async () => {
  const sent: unknown[] = [];
  const call: CallEndpoint = async (endpoint, request) => {
    sent.push([endpoint.id, request]);
    return ok(endpoint.answer.parse({ customerName: 'Ana' }) as never);
  };
  expect(await renameBatchBy(call)('lempa', 'b1', 'Ana')).toEqual(ok(undefined));
  expect(sent).toEqual([
    ['renameBatch', { params: { tenantId: 'lempa', batchId: 'b1' }, query: {}, body: { customerName: 'Ana' } }],
  ]);
});

test.each([
  ['members-only', 'no-right'],
  ['not-found', 'no-right'],
  ['no-network', 'no-network'],
  ['invalid-input', 'unknown'],
  ['http-502', 'unknown'],
])('the API’s %s is told as %s', async (code, told) => {
  const renamed = await renameBatchBy(async () => fail(code, 'No.', 'Try again.'))('lempa', 'b1', 'Ana');
  expect(renamed).toMatchObject({ ok: false, failure: { code: told } });
});
