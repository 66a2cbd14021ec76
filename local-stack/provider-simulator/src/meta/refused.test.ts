import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buttons, list, oneButton, template, text } from '../testing/meta-messages.ts';
import { ONE, ONE_ID, OTHER_TOKEN, PLATFORM_APP, startMetaWorld, TOKEN } from '../testing/meta-world.ts';
import { ANA } from '../testing/start-world.ts';

let world: Awaited<ReturnType<typeof startMetaWorld>>;
beforeAll(async () => {
  world = await startMetaWorld();
});
beforeEach(() => world.control.clear());
afterAll(() => world.stop());

const anaWrites = () => world.control.deliver({ from: ANA, to: ONE, text: 'hola' });

describe('refused at once', () => {
  test.each<{ why: string; message: object; to?: object; code: number; details?: RegExp }>([
    { why: 'no messaging_product', message: { ...text('x'), messaging_product: undefined }, code: 100 },
    { why: 'no recipient', message: text('x'), to: {}, code: 100 },
    { why: 'a recipient that is no phone', message: text('x'), to: { to: 'ana' }, code: 100 },
    { why: 'a recipient that is no user id', message: text('x'), to: { recipient: 'ana' }, code: 100 },
    { why: 'no text', message: { type: 'text', text: {} }, code: 100 },
    { why: 'blank text', message: text(' \n'), code: 100 },
    { why: '4,097 characters', message: text('x'.repeat(4_097)), code: 100, details: /4096/ },
    { why: 'an unknown type', message: { type: 'hologram' }, code: 100 },
    { why: 'ourselves', message: text('x'), to: { to: ONE }, code: 131021 },
    { why: 'four buttons', message: buttons(...[1, 2, 3, 4].map((n) => oneButton(`${n}`, `${n}`))), code: 131009 },
    { why: 'a button of 21 characters', message: buttons(oneButton('1', 'x'.repeat(21))), code: 131009 },
    { why: 'two buttons alike', message: buttons(oneButton('1', 'Sí'), oneButton('2', 'Sí')), code: 131009 },
    { why: 'a blank at the end of an id', message: buttons(oneButton('1 ', 'Sí')), code: 131009 },
    { why: 'a button without a title', message: buttons({ type: 'reply', reply: { id: '1' } }), code: 131008 },
    {
      why: 'eleven rows',
      message: list(Array.from({ length: 11 }, (_, n) => ({ id: `${n}`, title: `${n}` }))),
      code: 131009,
    },
    { why: 'no rows', message: list([]), code: 131009 },
    { why: 'a row of 25 characters', message: list([{ id: '1', title: 'x'.repeat(25) }]), code: 131009 },
    { why: 'a description of 73', message: list([{ id: '1', title: 'x', description: 'x'.repeat(73) }]), code: 131009 },
    { why: 'a list button of 21', message: list([{ id: '1', title: 'x' }], 'x'.repeat(21)), code: 131009 },
    {
      why: 'a body of 1,025',
      message: {
        type: 'interactive',
        interactive: { type: 'button', body: { text: 'x'.repeat(1_025) }, action: { buttons: [oneButton('1', '1')] } },
      },
      code: 131009,
    },
    { why: 'an unknown template', message: template('nadie'), code: 132001 },
    { why: 'another language', message: template('paquete_listo', [], 'en'), code: 132001 },
    { why: 'too few parameters', message: template('contado', [{ type: 'text', text: '1' }]), code: 132000 },
    {
      why: 'other names',
      message: template('paquete_listo', [
        { type: 'text', parameter_name: 'a', text: '1' },
        { type: 'text', parameter_name: 'b', text: '2' },
      ]),
      code: 132012,
    },
    {
      why: 'a newline in a parameter',
      message: template('contado', [
        { type: 'text', text: 'a\nb' },
        { type: 'text', text: '2' },
      ]),
      code: 132007,
    },
    { why: 'a paused template', message: template('en_pausa', [{ type: 'text', text: '1' }]), code: 132015 },
    { why: 'a disabled template', message: template('apagada'), code: 132016 },
    { why: 'an unknown media id', message: { type: 'image', image: { id: '990000000000000001' } }, code: 100 },
    { why: 'id and link', message: { type: 'image', image: { id: '1', link: 'https://a.example' } }, code: 100 },
    { why: 'a link that is none', message: { type: 'image', image: { link: 'ftp://a' } }, code: 100 },
    {
      why: 'a caption on audio',
      message: { type: 'audio', audio: { link: 'https://a.example', caption: 'x' } },
      code: 100,
    },
    {
      why: 'a caption of 1,025',
      message: { type: 'image', image: { link: 'https://a.example', caption: 'x'.repeat(1_025) } },
      code: 100,
    },
    { why: 'a place without longitude', message: { type: 'location', location: { latitude: 1 } }, code: 131008 },
    { why: 'a reaction without emoji', message: { type: 'reaction', reaction: { message_id: 'x' } }, code: 131008 },
    { why: 'a reference of 513', message: { ...text('x'), biz_opaque_callback_data: 'x'.repeat(513) }, code: 100 },
    { why: 'an empty context', message: { ...text('x'), context: {} }, code: 100 },
    { why: 'a group', message: { ...text('x'), recipient_type: 'group' }, code: 100 },
  ])('$why: $code', async ({ message, to, code, details }) => {
    await anaWrites();
    const { status, json } = await world.send(message, to);
    expect(status).toBe(code === 132001 ? 404 : 400);
    expect(json.error).toMatchObject({ code, message: expect.stringContaining(`(#${code})`), type: 'OAuthException' });
    expect(json.error?.fbtrace_id).toMatch(/^A/);
    if (details) expect(json.error?.error_data.details).toMatch(details);
    expect(world.control.messages({ author: 'business' })).toEqual([]);
  });

  test.each([
    { why: 'no token', token: null, status: 401, code: 0 },
    { why: 'a token nobody has', token: 'EAA-nobody', status: 401, code: 190 },
    { why: "another account's token", token: OTHER_TOKEN, status: 400, code: 100 },
  ])('$why', async ({ token, status, code }) => {
    const answer = await world.graph(
      'POST',
      `${ONE_ID}/messages`,
      { messaging_product: 'whatsapp', to: ANA, ...text('x') },
      token,
    );
    expect(answer).toMatchObject({ status, json: { error: { code } } });
  });

  test.each([
    { state: 'expired', subcode: 463 },
    { state: 'revoked', subcode: 460 },
  ] as const)('a token that is $state', async ({ state, subcode }) => {
    world.control.meta.setToken(TOKEN, state);
    expect(await world.sendText('x')).toMatchObject({
      status: 401,
      json: { error: { code: 190, error_subcode: subcode } },
    });
    world.control.meta.setToken(TOKEN, 'valid');
    await anaWrites();
    expect(await world.sendText('x')).toMatchObject({ status: 200 });
  });

  test('a body that is no JSON, a version that is none, an unknown object', async () => {
    const url = `${world.simulator.graphUrl}/v24.0/${ONE_ID}/messages`;
    const headers = { Authorization: `Bearer ${TOKEN}` };
    expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
    expect((await fetch(url.replace('v24.0', 'latest'), { method: 'POST', headers, body: '{}' })).status).toBe(400);
    expect(await world.graph('GET', '999')).toMatchObject({
      status: 400,
      json: { error: { code: 100, error_subcode: 33 } },
    });
  });

  test.each([
    { why: 'right', secret: PLATFORM_APP.secret, status: 200 },
    { why: 'wrong', secret: 'another secret', status: 400 },
  ])('appsecret_proof that is $why: $status', async ({ secret, status }) => {
    const proof = createHmac('sha256', secret).update(TOKEN).digest('hex');
    expect((await world.graph('GET', `${ONE_ID}?appsecret_proof=${proof}`)).status).toBe(status);
  });
});
