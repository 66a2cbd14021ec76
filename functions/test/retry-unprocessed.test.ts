import { ok } from '@casillero/domain/result';
import { anOrder } from '@casillero/domain/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeReadAgain } from '../src/provider/read-again.ts';
import { makeRetryUnprocessed } from '../src/usecases/problems/retry-unprocessed.ts';
import { makeReceiveMessage, type ReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { makeKeepUnprocessed } from '../src/usecases/take-events/keep-unprocessed.ts';
import { ANA, OWN, PLATFORM } from './provider-accounts.ts';
import { ProvidersWorld } from './world-providers.ts';

const OLGA = { uid: 'olga', email: null, role: 'operator', ip: '192.0.2.1' } as const;
const message = (id: string, text: string) => ({
  from: ANA.slice(1),
  id,
  timestamp: '1767225600',
  type: 'text',
  text: { body: text },
});
const body = (value: object, { wabaId, phoneNumberId }: { wabaId: string; phoneNumberId: string } = PLATFORM) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: wabaId,
      changes: [
        {
          field: 'messages',
          value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...value },
        },
      ],
    },
  ],
});

let world: ProvidersWorld;
/** A defect of ours, until it is mended. */
let isBroken: boolean;
beforeEach(async () => {
  isBroken = true;
  let receive: ReceiveMessage | null = null;
  world = await ProvidersWorld.start(
    async () => ok({ order: anOrder(), engine: 'x', engineVersion: '1', milliseconds: 1 }),
    {
      receive: async (inbound) => {
        if (isBroken && inbound.text.includes('roto')) throw new TypeError('a defect of ours');
        receive ??= makeReceiveMessage({
          transact: world.transact,
          enqueue: async () => undefined,
          now: () => world.now(),
        });
        return receive(inbound);
      },
    },
  );
});
afterEach(() => world.stop());

const retry = (id: string) => {
  let made = 0;
  return makeRetryUnprocessed({
    transact: world.transact,
    newId: () => `audit-${id.slice(0, 8)}-${made++}-${world.now().getTime()}`,
    now: () => world.now(),
    readAgain: makeReadAgain({ directory: world.directory, resolve: async () => null }),
    takeEventsKeeping: world.takeEventsKeeping,
  })(id, OLGA);
};
const kept = async () => (await world.documents('unprocessed')) as { id: string; state: string; content: string }[];
const texts = async () =>
  (await world.documents('tenants/cuscatlan/conversations/ana/messages'))
    .filter(({ direction }) => direction === 'in')
    .map(({ text }) => text);

describe('R91: a message that a defect of ours refused', () => {
  beforeEach(async () => {
    const contacts = [{ wa_id: ANA.slice(1), profile: { name: 'Ana' } }, { wa_id: '50370000777' }];
    const messages = [message('wamid.1', 'María'), message('wamid.2', 'roto')];
    await world.post(body({ contacts, messages }));
  });

  test('stays on the list as long as it does not take effect, with the reason of the last attempt', async () => {
    const [item] = await kept();
    expect(await retry(item?.id ?? '')).toMatchObject({
      ok: false,
      failure: { code: 'not-taken-in', message: expect.stringContaining('a defect of ours') },
    });
    expect(await kept()).toMatchObject([{ state: 'open', attempts: 1, reason: { code: 'not-taken-in' } }]);
    expect(await texts()).toEqual(['María']);
  });

  test('takes effect once the defect is mended, once however often it is pressed, and who did it is kept', async () => {
    isBroken = false;
    const [item] = await kept();
    expect(JSON.parse(item?.content ?? '')).toMatchObject(
      body({ contacts: [{ wa_id: ANA.slice(1), profile: { name: 'Ana' } }], messages: [message('wamid.2', 'roto')] }),
    );
    const pressed = await Promise.all([retry(item?.id ?? ''), retry(item?.id ?? '')]);
    expect(pressed.some((each) => each.ok)).toBe(true);
    expect((await texts()).sort()).toEqual(['María', 'roto']);
    expect(await kept()).toMatchObject([{ state: 'taken-in' }]);
    expect(await retry(item?.id ?? '')).toMatchObject({ ok: false, failure: { code: 'already-settled' } });
    expect(await world.documents('audit')).toContainEqual(
      expect.objectContaining({ act: 'retryProblem', details: expect.objectContaining({ outcome: 'taken-in' }) }),
    );
    // The provider sends it all again: the inbox knows it.
    await world.post(body({ messages: [message('wamid.2', 'roto')] }));
    expect((await texts()).length).toBe(2);
  });
});

describe('what cannot be taken in stays, and says why', () => {
  const keep = (accountId: string, content: unknown) =>
    makeKeepUnprocessed({ transact: world.transact, now: () => world.now() })(
      { provider: 'meta', accountId },
      { code: 'not-taken-in', message: 'x' },
      typeof content === 'string' ? content : JSON.stringify(content),
    );

  test.each([
    ['no JSON', 'platform-meta', '{"object":', /no whole body/],
    ['another form', 'platform-meta', [1], /no whole body/],
    ['an unknown account', 'gone', body({ messages: [message('w', 'x')] }), /not here any more/],
    ['unreadable still', 'platform-meta', body({ messages: [{ type: 'text' }] }), /no id/],
    ['R51: about another account’s number', OWN.accountId, body({ messages: [message('w', 'x')] }), /does not belong/],
  ])('%s', async (_what, accountId, content, words) => {
    await keep(accountId, content);
    const [item] = await kept();
    expect(await retry(item?.id ?? '')).toMatchObject({
      ok: false,
      failure: { code: 'not-taken-in', message: expect.stringMatching(words) },
    });
    expect(await kept()).toMatchObject([{ state: 'open' }]);
    expect(await world.documents('inbox')).toEqual([]);
  });
});
