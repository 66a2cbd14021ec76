import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { ACCOUNT, type World } from './world.ts';

/** Posts fields to the world's webhook, signed as Twilio signs them; they are taken in. */
export async function postAsTwilio({ webhookUrl }: World, fields: Readonly<Record<string, string>>): Promise<void> {
  const pairs = Object.keys(fields)
    .sort()
    .map((name) => name + fields[name]);
  const signature = createHmac('sha1', ACCOUNT.authToken)
    .update(webhookUrl + pairs.join(''))
    .digest('base64');
  const answer = await fetch(webhookUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signature },
    body: new URLSearchParams(fields),
  });
  expect(answer.status).toBe(200);
}
