import twilio from 'twilio';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANA, CASILLERO, DEMO_ACCOUNT, startWorld } from './testing/start-world.ts';
import { twilioClient } from './testing/twilio-client.ts';

let world: Awaited<ReturnType<typeof startWorld>>;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

test('a person writes, the webhook is told with a valid signature, the answer reaches the phone', async () => {
  const report = await world.control.deliver({ from: ANA, to: CASILLERO, text: 'María Rodríguez + 1' });
  expect(report).toMatchObject({ status: 204, message: { state: 'accepted' } });

  const [webhook] = world.receiver.received;
  expect(webhook?.url).toBe('/webhooks/twilio');
  expect(webhook?.rawBody).toContain('Body=Mar%C3%ADa+Rodr%C3%ADguez+%2B+1');
  const fields = Object.fromEntries(webhook?.form ?? []);
  const signature = String(webhook?.headers['x-twilio-signature']);
  const url = `${world.receiver.url}/webhooks/twilio`;
  expect(twilio.validateRequest(DEMO_ACCOUNT.authToken, signature, url, fields)).toBe(true);

  const client = twilioClient(world.simulator.url, DEMO_ACCOUNT);
  const sent = await client.messages.create({
    from: fields.To ?? '',
    to: fields.From ?? '',
    body: 'Recibido, Ana.',
    statusCallback: `${world.receiver.url}/status`,
  });
  expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api', numMedia: '0' });
  const [reply] = await world.control.waitFor({ person: ANA, author: 'business', text: 'recibido', state: 'read' });
  expect(reply).toMatchObject({ text: 'Recibido, Ana.', number: CASILLERO });
  const told = await world.receiver.untilReceived(5);
  expect(told.slice(1).map(({ form }) => form.get('MessageStatus'))).toEqual(['queued', 'sent', 'delivered', 'read']);
  expect((await client.messages(sent.sid).fetch()).status).toBe('read');
});
