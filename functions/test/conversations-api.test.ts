import { fail, ok } from '@casillero/domain/result';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConversationsWorld, NUMBER } from './conversations-world.ts';

const HOUR_MS = 3_600_000;

let world: ConversationsWorld;
beforeEach(async () => {
  world = await ConversationsWorld.start();
});
afterEach(() => world.api.stop());

const sent = async (text = '¿En qué le ayudo?') => String((await world.write(text)).body.messageId);
const status = (providerMessageId: string, state: 'sent' | 'delivered' | 'read' | 'failed') =>
  world.recordStatus({
    provider: 'twilio',
    account: 'AC1',
    number: NUMBER,
    providerMessageId,
    state,
    failure: state === 'failed' ? { code: '63016', message: 'Outside the window.' } : null,
    recipientAliases: [],
    at: world.api.world.now(),
  });
const refusal = ({ status: http, body }: Awaited<ReturnType<ConversationsWorld['write']>>) => [http, body.code];

describe('R31, R34: a person writes to a contact', () => {
  test('it is in the conversation at once, queued, and leaves from the number that was written to', async () => {
    const answer = await world.write('  ¿En qué le ayudo? ');
    expect(answer).toMatchObject({ status: 202, body: { windowClosesAt: expect.any(String) } });
    const id = String(answer.body.messageId);
    const by = { kind: 'member', uid: 'memo', email: 'memo@cuscatlan.example' };
    const queued = await world.message(id);
    expect(queued).toMatchObject({ direction: 'out', text: '¿En qué le ayudo?', state: 'queued', by });
    expect(await world.conversation()).toMatchObject({
      lastText: '¿En qué le ayudo?',
      lastDirection: 'out',
      waitingSince: null,
      unreadCount: 2,
    });
    await world.settle();
    expect(world.handed).toMatchObject([
      { id, number: NUMBER, address: 'whatsapp:+50370000900', text: '¿En qué le ayudo?' },
    ]);
    await status('SM1', 'delivered');
    // It stands where it was written, whenever it was sent.
    expect(await world.message(id)).toMatchObject({ state: 'delivered', by, at: queued?.at });
  });

  test('what several people write leaves in the order in which it was written', async () => {
    for (const [text, as] of [
      ['uno', 'member'],
      ['dos', 'admin'],
      ['tres', 'member'],
    ] as const)
      await world.write(text, as);
    await world.settle();
    expect(world.handed.map(({ text }) => text)).toEqual(['uno', 'dos', 'tres']);
  });

  test('R90: the same key writes once', async () => {
    const [first, second] = [await world.write('hola', 'member', 'key'), await world.write('hola', 'member', 'key')];
    expect(second.body).toEqual(first.body);
    await world.settle();
    expect([world.handed.length, (await world.messages()).length]).toEqual([1, 1]);
  });

  test('an opted-out contact is answered by persons all the same', async () => {
    await world.wrote({ optedOutAt: world.api.world.now() });
    expect((await world.write('Su paquete llegó')).status).toBe(202);
  });

  test.each([
    ['nothing', '  ', 400, 'invalid-input'],
    ['more than any provider takes', 'x'.repeat(4_097), 400, 'invalid-input'],
    ['more than Twilio takes', 'x'.repeat(1_601), 422, 'text-too-long'],
  ])('%s is refused', async (_what, text, http, code) => {
    expect(refusal(await world.write(text))).toEqual([http, code]);
  });

  test('as much as Twilio takes is sent whole; a lone surrogate is replaced', async () => {
    await world.write('ñ'.repeat(1_600));
    await world.write('a\ud800b');
    await world.settle();
    expect(world.handed.map(({ text }) => text)).toEqual(['ñ'.repeat(1_600), 'a\ufffdb']);
  });

  test('refused: 24 h after the last message, a staff phone, a suspended importer, nobody’s conversation', async () => {
    world.api.advance(24 * HOUR_MS - 60_000);
    expect((await world.write('justo a tiempo')).status).toBe(202);
    world.api.advance(60_000);
    expect(refusal(await world.write('tarde'))).toEqual([409, 'window-closed']);
    await world.wrote({ kind: 'intake' });
    expect(refusal(await world.write('hola'))).toEqual([409, 'not-a-contact']);
    await world.wrote();
    await world.api.world.firestore.doc('tenants/cuscatlan').update({ status: 'suspended' });
    expect(refusal(await world.write('hola'))).toEqual([409, 'importer-suspended']);
    expect(refusal(await world.write('hola', 'member', 'k1', 'cuscatlan', 'nadie'))).toEqual([404, 'not-found']);
  });

  test('a reaction opened no window', async () => {
    await world.wrote({ lastInboundAt: new Date(0) });
    expect(refusal(await world.write('hola'))).toEqual([409, 'window-closed']);
  });

  test('a conversation from before both sides were told apart: what the window hangs on stays known', async () => {
    await world.wrote({ lastInboundAt: null });
    world.api.advance(HOUR_MS);
    expect((await world.write('hola')).status).toBe(202);
    world.api.advance(23 * HOUR_MS);
    expect(refusal(await world.write('hola'))).toEqual([409, 'window-closed']);
  });

  test.each([
    ['nobody', null, 401],
    ['an operator', 'operator', 403],
    ['another importer’s admin', 'other', 404],
  ] as const)('%s does not write', async (_who, as, http) => {
    expect((await world.write('hola', as)).status).toBe(http);
    expect(await world.messages()).toEqual([]);
  });
});

describe('R50: a number that is another importer’s by now', () => {
  test('takes nothing of this one’s people, whose answers would go there; a shared number does', async () => {
    await world.reassign('izalco');
    expect(refusal(await world.write('hola'))).toEqual([409, 'number-not-yours']);
    expect(await world.messages()).toEqual([]);
    await world.reassign('izalco', 'cuscatlan');
    expect((await world.write('hola')).status).toBe(202);
    await world.reassign();
    expect(refusal(await world.write('hola'))).toEqual([409, 'number-not-yours']);
    await world.api.world.firestore.doc(`numbers/${NUMBER}`).update({ mode: 'shared' });
    expect((await world.write('hola')).status).toBe(202);
    await world.api.world.firestore.doc(`numbers/${NUMBER}`).delete();
    expect(refusal(await world.write('hola'))).toEqual([409, 'number-not-yours']);
  });

  test('what waited meanwhile fails visibly and is not sent again either, until the contact writes to theirs', async () => {
    const id = await sent();
    await world.reassign('izalco');
    await world.settle();
    expect(world.handed).toEqual([]);
    expect(await world.message(id)).toMatchObject({ state: 'failed', failure: { code: 'number-not-yours' } });
    expect(refusal(await world.retry(id))).toEqual([409, 'number-not-yours']);
    await world.reassign('cuscatlan');
    expect((await world.retry(id)).status).toBe(202);
    await world.settle();
    expect(world.handed).toHaveLength(1);
  });
});

describe('what became due too late', () => {
  test('fails visibly with its reason, and is not sent; it can be once the contact has written again', async () => {
    const id = await sent();
    world.api.advance(24 * HOUR_MS);
    await world.settle();
    expect(await world.message(id)).toMatchObject({ state: 'failed', failure: { code: 'window-closed' } });
    expect(world.handed).toEqual([]);
    expect(refusal(await world.retry(id))).toEqual([409, 'window-closed']);
    await world.wrote();
    expect((await world.retry(id)).status).toBe(202);
    await world.settle();
    expect(world.handed).toMatchObject([{ text: '¿En qué le ayudo?' }]);
  });

  test('is sent if the contact wrote meanwhile', async () => {
    await sent();
    world.api.advance(25 * HOUR_MS);
    await world.wrote();
    await world.settle();
    expect(world.handed).toHaveLength(1);
  });

  test('is not sent for an importer who was suspended meanwhile', async () => {
    const id = await sent();
    await world.api.world.firestore.doc('tenants/cuscatlan').update({ status: 'suspended' });
    await world.settle();
    expect(await world.message(id)).toMatchObject({ state: 'failed', failure: { code: 'importer-suspended' } });
    expect(world.handed).toEqual([]);
  });
});

describe('R30: failed stays failed until a person has it sent again', () => {
  test('refused by the provider: sent again under the same id, and to the provider as another message', async () => {
    world.send = async () => fail('permanent', 'Twilio 63016: outside the window', '');
    const id = await sent();
    await world.settle();
    expect(await world.message(id)).toMatchObject({ state: 'failed', failure: { code: 'permanent' } });
    world.send = async () => ok({ providerMessageId: 'SMagain' });
    expect(await world.retry(id)).toMatchObject({ status: 202, body: { messageId: id } });
    expect(await world.message(id)).toMatchObject({ state: 'queued', failure: null });
    expect(refusal(await world.retry(id))).toEqual([409, 'nothing-to-retry']);
    await world.settle();
    expect(world.handed.map((each) => each.id)).toEqual([id, `${id}_again_1`]);
    expect(world.lookedFor).toEqual([]);
    expect(await world.message(id)).toMatchObject({
      state: 'queued',
      providerMessageId: 'SMagain',
      text: '¿En qué le ayudo?',
    });
    expect((await world.messages()).map((each) => each.id)).toEqual([id]);
  });

  test('failed by the provider’s later word: what is told of the first attempt changes the second no more', async () => {
    const id = await sent();
    await world.settle();
    await status('SM1', 'sent');
    await status('SM1', 'failed');
    expect(await world.message(id)).toMatchObject({ state: 'failed', failure: { code: '63016' } });
    await world.retry(id);
    await world.settle();
    await status('SM1', 'delivered');
    expect(await world.message(id)).toMatchObject({ state: 'queued', providerMessageId: 'SM2' });
    await status('SM2', 'sent');
    expect(await world.message(id)).toMatchObject({ state: 'sent', failure: null });
  });

  test('an outcome that was never known is looked for first', async () => {
    world.send = async () => fail('unknown', 'No answer', '');
    const id = await sent();
    await world.settle();
    expect(await world.message(id)).toMatchObject({ state: 'failed', failure: { code: 'unknown' } });
    const handed = world.handed.length;
    world.findSent = async () => ({ providerMessageId: 'SMfound' });
    await world.retry(id);
    await world.settle();
    expect(world.handed).toHaveLength(handed);
    expect(await world.message(id)).toMatchObject({ state: 'queued', providerMessageId: 'SMfound' });
  });

  test('its entry was forgotten: it is made anew', async () => {
    world.send = async () => fail('permanent', 'Twilio 21211: no such number', '');
    const id = await sent();
    await world.settle();
    await world.api.world.firestore.doc(`outbox/${id}`).delete();
    world.send = async () => ok({ providerMessageId: 'SMnew' });
    await world.retry(id);
    await world.settle();
    expect(await world.message(id)).toMatchObject({ providerMessageId: 'SMnew', by: { kind: 'member', uid: 'memo' } });
  });

  test('a repeated call is answered as the first one, and sends nothing again', async () => {
    world.send = async () => fail('permanent', 'Twilio 63016: outside the window', '');
    const id = await sent();
    await world.settle();
    world.send = async () => ok({ providerMessageId: 'SMonce' });
    const first = await world.retry(id, 'member', 'pressed-once');
    // its headers carry the time
    const { status, body } = await world.retry(id, 'member', 'pressed-once');
    expect([status, body]).toEqual([first.status, first.body]);
    await world.settle();
    expect([first.status, world.handed.length]).toEqual([202, 2]);
  });

  test('two people retry at once: sent once', async () => {
    world.send = async () => fail('permanent', 'Twilio 63016: outside the window', '');
    const id = await sent();
    await world.settle();
    world.send = async () => ok({ providerMessageId: 'SMonce' });
    const both = await Promise.all([world.retry(id), world.retry(id, 'admin')]);
    expect(both.map((each) => each.status).toSorted()).toEqual([202, 409]);
    await world.settle();
    expect(world.handed).toHaveLength(2);
  });

  test.each([
    ['a voice note', '', 1],
    ['a picture with its caption', 'Mire', 1],
    ['a place', '', 0],
  ])('written on the number’s own phone, %s, is not here to be sent again', async (_what, text, mediaCount) => {
    const by = { kind: 'phone', uid: null, email: null };
    const failure = { code: 'ack-error', message: 'x' };
    await world.api.write({
      'tenants/cuscatlan/conversations/diana/messages/onPhone': {
        ...{ direction: 'out', text, mediaCount, state: 'failed', failure, providerMessageId: 'SMphone' },
        ...{ at: world.api.world.now(), by },
      },
    });
    expect(refusal(await world.retry('onPhone'))).toEqual([409, 'nothing-to-retry']);
    await world.settle();
    expect([world.handed, await world.message('onPhone')]).toMatchObject([[], { state: 'failed' }]);
  });

  test('no such message; another importer’s', async () => {
    expect((await world.retry('nothing')).status).toBe(404);
    const id = await sent();
    expect((await world.retry(id, 'other')).status).toBe(404);
  });

  test('who opted out at Twilio has opted out here', async () => {
    world.send = async () => fail('permanent', 'Twilio 21610: the recipient has unsubscribed', '');
    await sent();
    await world.settle();
    expect((await world.conversation())?.optedOutAt).not.toBeNull();
  });
});

describe('R31: reading', () => {
  const read = (as: 'member' | 'operator' | 'other') =>
    world.api.call(as, 'POST', '/tenants/cuscatlan/conversations/diana/read');

  test('nothing is unread, and the provider is told once, whatever it says', async () => {
    expect([(await read('member')).status, (await read('member')).status]).toEqual([204, 204]);
    expect(await world.conversation()).toMatchObject({ unreadCount: 0, waitingSince: expect.anything() });
    expect(world.markedRead).toEqual(['SMhola']);
  });

  test.each([
    ['operator', 403],
    ['other', 404],
  ] as const)('%s: %i', async (as, http) => {
    expect((await read(as)).status).toBe(http);
    expect(await world.conversation()).toMatchObject({ unreadCount: 2 });
  });
});

describe('R32: an importer’s answers', () => {
  const days = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const hours = {
    ...days,
    monday: [
      { opens: '13:00', closes: '24:00' },
      { opens: '08:00', closes: '12:00' },
    ],
    holidays: ['2026-12-25'],
  };
  const put = (body: unknown, as: 'admin' | 'member' | 'operator' | 'other' = 'admin') =>
    world.api.call(as, 'PUT', '/tenants/cuscatlan/answers', body);

  test('its admin sets them, in order; its members and operators look; it is in the audit', async () => {
    const set = await put({ welcome: ' Hola ', away: '', hours });
    const kept = {
      welcome: 'Hola',
      away: '',
      hours: {
        ...hours,
        monday: [
          { opens: '08:00', closes: '12:00' },
          { opens: '13:00', closes: '24:00' },
        ],
      },
      timeZone: 'America/El_Salvador',
    };
    expect(set).toMatchObject({ status: 200, body: kept });
    for (const as of ['admin', 'member', 'operator'] as const)
      expect(await world.api.call(as, 'GET', '/tenants/cuscatlan/answers')).toMatchObject({ status: 200, body: kept });
    await put({ welcome: 'Hola', away: '', hours });
    expect(await world.api.list('tenants/cuscatlan/audit')).toMatchObject([
      { act: 'putAnswers', actor: { uid: 'ada' }, details: { welcome: '- ▶ Hola' } },
    ]);
  });

  test('null: always open', async () => {
    await put({ welcome: '', away: 'x', hours });
    expect((await put({ welcome: '', away: 'x', hours: null })).body.hours).toBeNull();
  });

  test.each([
    ['member', 403],
    ['operator', 403],
    ['other', 404],
  ] as const)('%s does not set them: %i', async (as, http) => {
    expect((await put({ welcome: 'Hola', away: '', hours: null }, as)).status).toBe(http);
    expect(await world.api.read('tenants/cuscatlan')).toMatchObject({ welcome: '' });
  });

  test.each([
    ['too long', { welcome: 'x'.repeat(1_501), away: '', hours: null }],
    ['a day is missing', { welcome: '', away: '', hours: { monday: [], holidays: [] } }],
    [
      'no such time',
      { welcome: '', away: '', hours: { ...days, holidays: [], monday: [{ opens: '25:00', closes: '26:00' }] } },
    ],
    [
      'over midnight',
      { welcome: '', away: '', hours: { ...days, holidays: [], monday: [{ opens: '22:00', closes: '02:00' }] } },
    ],
    ['no such date', { welcome: '', away: '', hours: { ...days, holidays: ['2026-02-30'] } }],
    ['half of it', { welcome: '' }],
  ])('%s is refused', async (_what, body) => {
    expect((await put(body)).status).toBe(400);
  });
});
