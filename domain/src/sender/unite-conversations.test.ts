import { expect, test } from 'vitest';
import { aConversation, NOW } from '../../testing/index.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import type { SenderId } from './alias.ts';
import { uniteConversations } from './unite-conversations.ts';

const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** Two conversations with contacts, as one. */
const united = (from: Parameters<typeof aConversation>[0], into: Parameters<typeof aConversation>[0]) =>
  uniteConversations(
    {
      tenantId: 'cuscatlan' as TenantId,
      fromId: 'f' as SenderId,
      intoId: 'i' as SenderId,
      from: aConversation({ kind: 'contact', ...from }),
      into: aConversation({ kind: 'contact', ...into }),
      fromBatch: null,
      intoBatch: null,
    },
    NOW,
  ).record;

test.each<[string, Parameters<typeof united>[0], Parameters<typeof united>[1], object]>([
  [
    'welcomed under one name is welcomed',
    { awaitsWelcome: true },
    { welcomedAt: hoursAgo(9) },
    { awaitsWelcome: false, welcomedAt: hoursAgo(9) },
  ],
  ['the last away message counts', { awayAt: hoursAgo(1) }, { awayAt: hoursAgo(9) }, { awayAt: hoursAgo(1) }],
  ['opted out under one name has opted out', { optedOutAt: hoursAgo(2) }, {}, { optedOutAt: hoursAgo(2) }],
  [
    'the window is that of the last message from there, and answers go where it came from',
    { lastInboundAt: hoursAgo(1), lastInboundId: 'a', number: 'meta:1', address: 'x', lastMessageAt: hoursAgo(1) },
    { lastInboundAt: hoursAgo(5), lastInboundId: 'b', lastMessageAt: NOW, lastText: 'nuestro', lastDirection: 'out' },
    {
      lastInboundAt: hoursAgo(1),
      lastInboundId: 'a',
      number: 'meta:1',
      address: 'x',
      lastText: 'nuestro',
      lastDirection: 'out',
    },
  ],
  [
    'known only as the last message: that',
    { lastInboundAt: null, lastMessageAt: hoursAgo(2) },
    { lastInboundAt: hoursAgo(3), lastMessageAt: hoursAgo(3) },
    { lastInboundAt: hoursAgo(2) },
  ],
  [
    'who waits, waits since the first',
    { waitingSince: hoursAgo(3) },
    { waitingSince: hoursAgo(1) },
    { waitingSince: hoursAgo(3) },
  ],
])('R4: %s', (_what, from, into, expected) => {
  expect(united(from, into)).toMatchObject(expected);
});
