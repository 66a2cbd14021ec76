import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults, overflowsSideways } from './accessibility.ts';
import { launchBrowser, openScreen, PASSWORD, signIn } from './browser.ts';

/** The pages as readers of two languages, on two screens, in two themes see them; and what an operator may do. */
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const READERS = (['es-SV', 'en-US'] as const).flatMap((locale) => [true, false].map((phone) => ({ locale, phone })));

describe.each(READERS)('$locale, phone: $phone', ({ locale, phone }) => {
  const inSpanish = locale === 'es-SV';

  /** What is wrong with the page as it stands, in either theme. */
  async function faultsOf(page: Page): Promise<string[]> {
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${colorScheme}: ${fault}`));
      if (await overflowsSideways(page)) faults.push(`${colorScheme}: wider than the screen`);
    }
    return faults;
  }

  test('sign-in, list and phone page have no accessibility faults and fit the screen, in both themes', async () => {
    const { page, context, errors } = await openScreen(browser, { locale, phone });
    await page.goto(inject('stack').dashboard);
    const email = page.getByRole('textbox', { name: inSpanish ? 'Correo electrónico' : 'E-mail' });
    await email.waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe(inSpanish ? 'es' : 'en');
    expect(await faultsOf(page)).toEqual([]);

    await email.fill('member@cuscatlan.example');
    await page.getByLabel(inSpanish ? 'Contraseña' : 'Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: inSpanish ? 'Entrar' : 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: inSpanish ? 'Lotes' : 'Batches' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.goto(inject('stack').simulator);
    await page.getByRole('textbox', { name: inSpanish ? 'Mensaje' : 'Message' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('a wrong password is said in words, and nothing else happens', async () => {
  const { page, context } = await openScreen(browser);
  await page.goto(inject('stack').dashboard);
  await page.getByRole('textbox', { name: 'Correo electrónico' }).fill('admin@cuscatlan.example');
  await page.getByLabel('Contraseña', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: /contraseña/i })
    .first()
    .waitFor();
  await context.close();
});

test('an operator sees the importers, and looks into one without touching it', async () => {
  const { page, context, errors } = await openScreen(browser);
  await signIn(page, 'operator@casillero.example');
  await page.getByRole('heading', { name: 'Resumen' }).waitFor();
  await page.getByRole('link', { name: 'Importadores' }).first().click();
  await page.getByRole('link', { name: /Envíos Izalco/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: /Importadora Cuscatlán/ }).click();
  await page.getByRole('heading', { name: /Lotes/ }).waitFor();
  expect(await page.getByRole('button', { name: 'Editar nombre' }).count()).toBe(0);
  expect(errors).toEqual([]);
  await context.close();
});
