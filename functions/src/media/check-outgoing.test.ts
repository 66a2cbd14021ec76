import sharp from 'sharp';
import { expect, test } from 'vitest';
import { checkOutgoing } from './check-outgoing.ts';

const aPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();

test('R15: a picture of 25 million pixels is sent as it is', async () => {
  const bytes = await aPicture(5_000, 5_000);
  expect(await checkOutgoing(bytes)).toMatchObject({ ok: true, value: { bytes, picture: { width: 5_000 } } });
});

test('one line more, and it is refused with what is wrong with it, before it is decoded', async () => {
  const refused = { code: 'file-not-sendable', message: expect.stringContaining('25 million pixels') };
  expect(await checkOutgoing(await aPicture(5_000, 5_001))).toMatchObject({ ok: false, failure: refused });
});
