import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchBrowser, openScreen, PASSWORD, type Screen, signIn } from './browser.ts';

/** R71: what an admin changes about somebody takes effect at once, on the page that they have open and at every door. */
const ADMIN = 'admin@izalco.example';
const NORA = 'nora@izalco.example';

let browser: Browser;
let nora: Screen;
let adminToken: string;
let uid: string;
let batchId: string;

const ask = (origin: string, path: string, method: string, token: string | null, body?: unknown) =>
  fetch(`${origin}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const api = (path: string, method: string, token: string, body?: unknown) =>
  ask(inject('stack').dashboard, `/api/v1/tenants/izalco${path}`, method, token, body);

/** A token of the person's own, as anybody could keep one. */
async function tokenOf(email: string): Promise<string> {
  const path = '/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=none';
  const given = { email, password: PASSWORD, returnSecureToken: true };
  const answer = (await (await ask(inject('stack').auth, path, 'POST', null, given)).json()) as { idToken: string };
  return answer.idToken;
}

/** What Firestore answers past every page of ours. */
async function batchDirectly(method: 'GET' | 'DELETE', token: string): Promise<number> {
  const { firestore, projectId } = inject('stack');
  const documents = `/v1/projects/${projectId}/databases/(default)/documents/tenants/izalco/batches/${batchId}`;
  return (await ask(`http://${firestore.host}:${firestore.port}`, documents, method, token)).status;
}

beforeAll(async () => {
  adminToken = await tokenOf(ADMIN);
  const invitation = { email: NORA, displayName: 'Nora', role: 'member' };
  const invited = (await (await api('/invitations', 'POST', adminToken, invitation)).json()) as {
    uid: string;
    link: string;
  };
  uid = invited.uid;
  // The page behind the link is Firebase's; its emulator takes the password in the address.
  await fetch(`${invited.link}&newPassword=${PASSWORD}`);
  const made = await api('/batches', 'POST', adminToken, { customerName: 'Rosa de Nora', key: randomUUID() });
  batchId = ((await made.json()) as { batchId: string }).batchId;
  browser = await launchBrowser();
  nora = await openScreen(browser);
  await signIn(nora.page, NORA);
});
afterAll(async () => {
  await Promise.all([api(`/members/${uid}`, 'DELETE', adminToken), batchDirectly('DELETE', 'owner')]);
  await browser.close();
});

describe('while somebody has the dashboard open', () => {
  const ownAccount = () => nora.page.getByRole('heading', { name: 'Su propia cuenta de WhatsApp' });

  test('another role is theirs without signing in again', async () => {
    const { page } = nora;
    await page.getByRole('link', { name: 'WhatsApp' }).first().click();
    await page.getByRole('tab', { name: 'Número' }).click();
    await page.getByRole('tabpanel').getByRole('heading').first().waitFor();
    expect(await ownAccount().count()).toBe(0);
    await api(`/members/${uid}`, 'PATCH', adminToken, { role: 'admin' });
    await ownAccount().waitFor();
    expect((await api(`/members/${uid}`, 'PATCH', adminToken, { role: 'member' })).status).toBe(200);
    await ownAccount().waitFor({ state: 'detached' });
  });

  test('a removed member’s open list is gone at once, with a sentence that says why', async () => {
    const { page, errors } = nora;
    await page.getByRole('link', { name: 'Lotes' }).first().click();
    await page.getByText('Rosa de Nora').first().waitFor();
    const kept = await tokenOf(NORA);
    expect([await batchDirectly('GET', kept), (await api(`/batches/${batchId}`, 'PATCH', kept, {})).status]).toEqual([
      200, 400,
    ]);

    expect((await api(`/members/${uid}`, 'DELETE', adminToken)).status).toBe(204);
    expect(await batchDirectly('GET', kept)).toBe(403);
    // Auth tells revoked tokens by the second; until then the document alone says that she is nobody here.
    expect([401, 404]).toContain((await api(`/batches/${batchId}`, 'PATCH', kept, {})).status);
    await page.getByRole('alert').getByText('Su acceso terminó').waitFor();
    expect(await page.getByText('Rosa de Nora').count()).toBe(0);
    // What the browser says of refused requests is no fault of the page.
    expect(errors.filter((error) => !/Failed to load resource|permission/i.test(error))).toEqual([]);
  });

  test('who signs in again has no importer', async () => {
    await signIn(nora.page, NORA);
    await nora.page.getByRole('heading', { name: 'Su cuenta aún no tiene importador' }).waitFor();
  });
});
