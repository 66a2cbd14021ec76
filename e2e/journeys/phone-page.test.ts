import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { accessibilityFaults, overflowsSideways } from './accessibility.ts';
import { launchBrowser, openScreen } from './browser.ts';

/** The phone page with numbers of three providers. */
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const control = (method: string, path: string, body?: unknown) =>
  fetch(`${inject('stack').simulator}/control${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** The page of a person who joins for this test: the platform answers a stranger once only. */
async function openAs(page: Page, person: string, number: string): Promise<void> {
  await control('POST', '/people', { phone: person, name: 'Gabriela' });
  await page.goto(inject('stack').simulator);
  await page.getByRole('combobox', { name: 'Quién eres' }).selectOption(person);
  await page.getByRole('combobox', { name: 'Escribir a' }).selectOption(number);
}

test.each([
  { provider: 'Twilio', person: '+50370000960', number: '+15550100' },
  { provider: 'Meta', person: '+50370000961', number: '+15550110' },
  { provider: 'WAHA', person: '+50370000962', number: '+15550120' },
])('somebody nobody knows writes to the number at $provider and is answered there', async ({
  provider,
  person,
  number,
}) => {
  const { page, context, errors } = await openScreen(browser, { phone: true });
  await openAs(page, person, number);
  await page.getByText(new RegExp(`${provider}$`)).waitFor();
  await page.getByRole('textbox', { name: 'Mensaje' }).fill(`Hola, ${provider}`);
  await page.keyboard.press('Enter');
  await page.locator('.bubble.theirs').first().waitFor();
  await page.locator('.bubble.theirs summary').first().click();
  await page.getByRole('button', { name: 'Responder', exact: true }).click();
  await page.getByRole('textbox', { name: 'Mensaje' }).fill('Gracias');
  await page.keyboard.press('Enter');
  await page.locator('.bubble.mine .quote').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await overflowsSideways(page)).toBe(false);
  expect(errors).toEqual([]);
  await context.close();
});

test('a session that is logged out says so, and is started again', async () => {
  const { page, context, errors } = await openScreen(browser, { phone: true });
  await openAs(page, '+50370000963', '+15550120');
  await control('POST', '/waha/sessions/casillero/fail', {});
  await page.getByText('Sesión casillero: FAILED').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Iniciar' }).click();
  await page.getByText(/Sesión casillero/).waitFor({ state: 'hidden' });
  expect(errors).toEqual([]);
  await context.close();
});
