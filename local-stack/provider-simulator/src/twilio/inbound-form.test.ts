import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MessageOrder } from '../control/parse-order.ts';
import { ANA, CASILLERO, DEMO_ACCOUNT, PNG_BASE64, startWorld } from '../testing/start-world.ts';
import { twilioClient } from '../testing/twilio-client.ts';

let world: Awaited<ReturnType<typeof startWorld>>;
beforeAll(async () => {
  world = await startWorld({ mediaBaseUrl: 'https://api.twilio.com' });
});
beforeEach(() => {
  world.control.clear();
  world.receiver.received.length = 0;
});
afterAll(() => world.stop());

/** What the webhook got, after this message. */
async function formOf(order: Partial<MessageOrder>) {
  const report = await world.control.deliver({ from: ANA, to: CASILLERO, ...order });
  const [webhook] = world.receiver.received;
  if (!webhook) throw new Error('No webhook came.');
  return { webhook, sid: report.message.id, form: Object.fromEntries(webhook.form) };
}

const attachment = (contentType: string) => ({ base64: PNG_BASE64, contentType });

describe('the webhook of an inbound message', () => {
  test('a text has every field that Twilio documents, and nothing of media', async () => {
    const { form, sid, webhook } = await formOf({ text: 'Hola\n  ¿qué tal? 📦 ' });
    expect(sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(form).toEqual({
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: DEMO_ACCOUNT.sid,
      From: `whatsapp:${ANA}`,
      To: `whatsapp:${CASILLERO}`,
      WaId: ANA.slice(1),
      ProfileName: 'Ana',
      Body: 'Hola\n  ¿qué tal? 📦 ',
      NumMedia: '0',
      NumSegments: '1',
      ReferralNumMedia: '0',
      SmsStatus: 'received',
      MessageType: 'text',
      ApiVersion: '2010-04-01',
    });
    expect(webhook.headers['content-type']).toBe('application/x-www-form-urlencoded; charset=UTF-8');
    expect(webhook.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('an image with a caption', async () => {
    const { form, sid } = await formOf({ text: 'Pedido de Ana', media: [attachment('image/jpeg')] });
    expect(sid).toMatch(/^MM/);
    expect(form).toMatchObject({
      Body: 'Pedido de Ana',
      NumMedia: '1',
      MessageType: 'image',
      MediaContentType0: 'image/jpeg',
    });
    const address = `https://api.twilio.com/2010-04-01/Accounts/${DEMO_ACCOUNT.sid}/Messages/${sid}/Media/ME`;
    expect(form.MediaUrl0?.startsWith(address)).toBe(true);
  });

  test('several media are numbered from zero', async () => {
    const media = ['image/png', 'image/jpeg', 'application/pdf'].map(attachment);
    const { form } = await formOf({ media });
    expect(form).toMatchObject({
      NumMedia: '3',
      MediaContentType0: 'image/png',
      MediaContentType1: 'image/jpeg',
      MediaContentType2: 'application/pdf',
    });
    expect(new Set([form.MediaUrl0, form.MediaUrl1, form.MediaUrl2]).size).toBe(3);
  });

  test.each([
    { contentType: 'application/pdf', type: 'document' },
    { contentType: 'audio/ogg', type: 'audio' },
    { contentType: 'video/mp4', type: 'video' },
    { contentType: 'image/webp', type: 'sticker' },
    { contentType: 'text/vcard', type: 'contacts' },
    { contentType: 'text/x-vcard', type: 'contacts' },
  ])('$contentType is told as $type', async ({ contentType, type }) => {
    const { form } = await formOf({ media: [attachment(contentType)] });
    expect(form).toMatchObject({ MessageType: type, MediaContentType0: contentType, Body: '' });
  });

  test('a location', async () => {
    const { form } = await formOf({
      place: { latitude: 13.69, longitude: -89.21, label: 'Bodega', address: 'Calle 1' },
    });
    expect(form).toMatchObject({
      MessageType: 'location',
      Latitude: '13.69',
      Longitude: '-89.21',
      Label: 'Bodega',
      Address: 'Calle 1',
    });
  });

  test('fields can be added, replaced and left out; the signature covers what is sent', async () => {
    const { form, webhook } = await formOf({
      text: 'x',
      fields: { Forwarded: 'true', ProfileName: '', MessageSid: null },
    });
    expect(form).toMatchObject({ Forwarded: 'true', ProfileName: '' });
    expect(form).not.toHaveProperty('MessageSid');
    const twilio = (await import('twilio')).default;
    const url = `${world.receiver.url}/webhooks/twilio`;
    const signature = String(webhook.headers['x-twilio-signature']);
    expect(twilio.validateRequest(DEMO_ACCOUNT.authToken, signature, url, form)).toBe(true);
  });

  test('a phone nobody knows joins the people', async () => {
    const phone = '+50370000555';
    await formOf({ from: phone, text: 'hola' });
    expect(world.control.people()).toContainEqual({ phone, name: phone });
  });
});

describe('what people do besides writing', () => {
  test.each<{ why: string; order: Partial<MessageOrder>; form: Record<string, string> }>([
    {
      why: 'a tapped button',
      order: { act: { kind: 'button', id: 'ok:7', title: 'Sí' }, replyTo: 'SM1' },
      form: {
        MessageType: 'button',
        Body: 'Sí',
        ButtonText: 'Sí',
        ButtonPayload: 'ok:7',
        OriginalRepliedMessageSid: 'SM1',
        OriginalRepliedMessageSender: `whatsapp:${CASILLERO}`,
      },
    },
    {
      why: 'a tapped row',
      order: { act: { kind: 'list-row', id: 'pkg:42', title: 'Paquete 42', description: 'En aduana' } },
      form: { Body: 'Paquete 42', ListId: 'pkg:42', ListTitle: 'Paquete 42', ListDescription: 'En aduana' },
    },
    {
      why: 'contacts',
      order: { act: { kind: 'contacts', contacts: [{ name: 'Eva', phones: ['+50370000050'] }] } },
      form: { MessageType: 'contacts', NumMedia: '1', MediaContentType0: 'text/vcard' },
    },
    {
      why: 'a reaction',
      order: { act: { kind: 'reaction', messageId: 'SM1', emoji: '👍' } },
      form: { Body: '', NumMedia: '0' },
    },
    {
      why: 'an edit',
      order: { text: 'x', act: { kind: 'edit', messageId: 'SM1' } },
      form: { Body: '', NumMedia: '0' },
    },
    {
      why: 'a forwarded message',
      order: { text: 'x', forwarded: 'often' },
      form: { Forwarded: 'true', FrequentlyForwarded: 'true' },
    },
    {
      why: 'a message from an ad',
      order: { text: 'x', ad: { sourceId: '1', sourceUrl: 'https://fb.example/1', clickId: 'c' } },
      form: { ReferralSourceType: 'ad', ReferralSourceUrl: 'https://fb.example/1', ReferralCtwaClid: 'c' },
    },
  ])('$why', async ({ order, form }) => {
    expect((await formOf(order)).form).toMatchObject(form);
  });

  test('what Twilio passes nothing on of is refused', async () => {
    await expect(formOf({ act: { kind: 'welcome' } })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('who hides the phone is known, and answered, by the user id', async () => {
    world.control.addPerson({ phone: '+50370000060', name: 'Flor', username: 'flor.p', hidesPhone: true });
    const { form } = await formOf({ from: '+50370000060', text: 'hola' });
    expect(form).toMatchObject({ From: expect.stringMatching(/^whatsapp:SV\.\d+$/), ProfileUsername: 'flor.p' });
    expect(form.ExternalUserId).toBe(form.From);
    expect(form).not.toHaveProperty('WaId');
    const client = twilioClient(world.simulator.url, DEMO_ACCOUNT);
    await client.messages.create({ from: `whatsapp:${CASILLERO}`, to: form.From ?? '', body: 'Hola, Flor' });
    expect(await world.control.waitFor({ person: '+50370000060', author: 'business', state: 'read' })).toHaveLength(1);
  });
});
