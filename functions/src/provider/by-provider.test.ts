import { ok } from '@casillero/domain/result';
import { describe, expect, test } from 'vitest';
import { byProvider, type ProviderPorts } from './by-provider.ts';

const made: string[] = [];
const ports = (name: string, markRead: ProviderPorts['markRead']) => (): ProviderPorts => {
  made.push(name);
  return {
    send: async () => ok({ providerMessageId: name }),
    findSent: async () => ({ providerMessageId: name }),
    download: async () => ok(Buffer.from(name)),
    markRead,
  };
};
const all = byProvider({ twilio: ports('twilio', null), meta: ports('meta', async () => true) });
const message = (number: string) => ({ id: 'o', number, address: 'x', text: 'x' });
const earlier = { attempts: 2, isUnknown: true, isAnothers: async () => false };

describe('R50: the number decides which provider', () => {
  test.each([
    ['twilio:+15550100', 'twilio'],
    ['meta:770000000000001', 'meta'],
  ])('%s ▶ %s', async (number, name) => {
    expect(await all.send(message(number))).toEqual({ ok: true, value: { providerMessageId: name } });
    expect(await all.findSent(message(number), new Date(), earlier)).toEqual({ providerMessageId: name });
    expect(await all.markRead({ number, address: 'x', providerMessageId: 'x' }, false)).toBe(name === 'meta');
  });

  test.each(['waha:sol', 'constructor:x', 'nothing', ''])('%j is no number of a provider here', async (number) => {
    expect(await all.send(message(number))).toMatchObject({ ok: false, failure: { code: 'number-not-yours' } });
    expect(await all.findSent(message(number), new Date(), earlier)).toBeNull();
  });

  test('a medium comes from where it came, whatever its address', async () => {
    const medium = { provider: 'meta', account: '770', url: 'https://api.twilio.com/x' };
    expect(await all.download(medium, 1)).toEqual({ ok: true, value: Buffer.from('meta') });
    expect(await all.download({ ...medium, provider: '__proto__' }, 1)).toMatchObject({
      failure: { code: 'not-allowed' },
    });
  });
});

test('a provider is made when it is first needed', () => {
  const count = made.length;
  byProvider({ twilio: ports('unused', null) });
  expect(made).toHaveLength(count);
});
