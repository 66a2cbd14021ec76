import { expect, test } from 'vitest';
import { clientAddress, networkOf } from './client-address.ts';

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

test.each([
  ['203.0.113.7', '203.0.113.7', 'is itself'],
  ['::ffff:203.0.113.7', '203.0.113.7', 'written as IPv6'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', 'its network'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64', 'the same one'],
  ['2001:db8::5', '2001:db8:0:0::/64', 'zeros left out'],
  ['::1', '0:0:0:0::/64', 'this machine'],
  ['x', 'x', 'words of the client’s own'],
])('%s is counted as %s: %s', (address, network) => expect(networkOf(address)).toBe(network));
