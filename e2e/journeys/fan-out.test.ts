import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { launchBrowser, openScreen, PASSWORD, type Screen, signIn } from './browser.ts';
import { repliesTo } from './phone.ts';

/**
 * One number of two importers (R1): a customer writes once, each importer has a copy of its own, and each answers for itself:
 * by its welcome message (R32), and by a person (R31).
 */
const NUMBER = { key: 'meta:100000000000002', phone: '+15550111' };
const ROSA = { phone: '+50370000180', name: 'Rosa' };
const WELCOME = { cuscatlan: 'Bienvenida a Cuscatlán 📦', izalco: 'Izalco le saluda 🌋' };

let browser: Browser;
let phone: Screen;
let cuscatlan: Screen;
let izalco: Screen;
const tokens = new Map<string, string>();

beforeAll(async () => {
  for (const email of ['operator@casillero.example', 'admin@cuscatlan.example', 'admin@izalco.example'])
    tokens.set(email, await tokenOf(email));
  await assign('PUT', { mode: 'dedicated', tenantIds: ['cuscatlan', 'izalco'], shareDeliberately: true });
  await setWelcome('cuscatlan', WELCOME.cuscatlan);
  await setWelcome('izalco', WELCOME.izalco);
  browser = await launchBrowser();
  phone = await openScreen(browser, { phone: true });
  [cuscatlan, izalco] = [await openScreen(browser), await openScreen(browser)];
});
afterAll(async () => {
  await browser.close();
  await assign('DELETE');
});

async function tokenOf(email: string): Promise<string> {
  const address = `${inject('stack').auth}/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=fake-api-key`;
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD, returnSecureToken: true }),
  });
  return ((await answer.json()) as { idToken: string }).idToken;
}

async function call(email: string, method: string, path: string, body?: unknown): Promise<void> {
  const answer = await fetch(`${inject('stack').dashboard}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${tokens.get(email)}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

const assign = (method: 'PUT' | 'DELETE', body?: unknown) =>
  call('operator@casillero.example', method, `/phone-numbers/${NUMBER.key}/assignment`, body);
const setWelcome = (tenantId: string, welcome: string) =>
  call(`admin@${tenantId}.example`, 'PUT', `/tenants/${tenantId}/answers`, { welcome, away: '', hours: null });

const theirs = (page: Page) => page.locator('.bubble.theirs');

/** Opens the chat with Rosa as an importer's admin, from the list. */
async function openChat({ page }: Screen, email: string): Promise<void> {
  await signIn(page, email);
  await page
    .getByRole('link', { name: /^Chats/ })
    .first()
    .click();
  await page.getByRole('link', { name: new RegExp(ROSA.name) }).click();
  await page.getByRole('textbox', { name: `Escribir a ${ROSA.name}` }).waitFor();
}

describe('a number of two importers', () => {
  test('a customer writes once, and each importer welcomes her', async () => {
    const { page } = phone;
    await fetch(`${inject('stack').simulator}/control/people`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(ROSA),
    });
    await page.goto(inject('stack').simulator);
    await page.getByRole('combobox', { name: 'Quién eres' }).selectOption(ROSA.phone);
    await page.getByRole('combobox', { name: 'Escribir a' }).selectOption(NUMBER.phone);
    await page.getByRole('textbox', { name: 'Mensaje' }).fill('Hola, ¿cuánto cuesta el envío?');
    await page.keyboard.press('Enter');
    await expect.poll(() => theirs(page).count(), { timeout: 30_000 }).toBe(2);
    expect((await repliesTo(ROSA.phone, 2)).toSorted()).toEqual(Object.values(WELCOME).toSorted());
  });

  test.each([
    ['cuscatlan', WELCOME.cuscatlan, WELCOME.izalco],
    ['izalco', WELCOME.izalco, WELCOME.cuscatlan],
  ] as const)('%s has its own copy, with its own welcome and nothing of the other’s', async (tenantId, own, other) => {
    const screen = tenantId === 'cuscatlan' ? cuscatlan : izalco;
    await openChat(screen, `admin@${tenantId}.example`);
    const { page } = screen;
    await page.getByText('Hola, ¿cuánto cuesta el envío?').last().waitFor();
    await page.getByText(own).last().waitFor();
    expect(await page.getByText(other).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('an admin answers in one line; the customer reads it, the other importer does not', async () => {
    const { page } = cuscatlan;
    await page.getByRole('textbox', { name: `Escribir a ${ROSA.name}` }).fill('Tres dólares la libra.');
    await page.keyboard.press('Enter');
    await theirs(phone.page).filter({ hasText: 'Tres dólares la libra.' }).waitFor({ timeout: 30_000 });
    expect(await theirs(phone.page).count()).toBe(3);
    expect(await izalco.page.getByText('Tres dólares la libra.').count()).toBe(0);
    for (const { errors } of [phone, cuscatlan, izalco]) expect(errors).toEqual([]);
  });
});
