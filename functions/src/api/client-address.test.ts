import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

test.each([
  ['through Hosting', '203.0.113.7, 198.51.100.1', { client: '203.0.113.7', hop: '198.51.100.1' }],
  [
    'through Hosting, with words of the client’s own',
    'x, 203.0.113.7, 198.51.100.1',
    { client: '203.0.113.7', hop: '198.51.100.1' },
  ],
  ['straight', '203.0.113.7', { client: '203.0.113.7', hop: '203.0.113.7' }],
  ['straight, with words of the client’s own: the hop tells', 'x, 203.0.113.7', { client: 'x', hop: '203.0.113.7' }],
  ['without the header', undefined, { client: '127.0.0.1', hop: '127.0.0.1' }],
])('%s', (_what, header, address) => {
  const socket = { remoteAddress: '127.0.0.1' };
  expect(clientAddress({ header: () => header, socket } as never)).toEqual(address);
});
