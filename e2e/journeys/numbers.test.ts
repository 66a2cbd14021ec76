import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver } from './phone.ts';

/**
 * Numbers, as an operator handles them: one of Meta's is given to an importer and to two (R1, R50), one of Twilio's is
 * bought and given back (R52).
 */
const META = { phone: '+15550111', display: '+1 555-0111' };
const LUCIA = '+50370000170';
const PEDRO = '+50370000171';

let browser: Browser;
let operator: Screen;
beforeAll(async () => {
  browser = await launchBrowser();
  operator = await openScreen(browser);
  await signIn(operator.page, 'operator@casillero.example');
  await operator.page.getByRole('heading', { name: 'Resumen' }).waitFor();
});
afterAll(() => browser.close());

const goToNumbers = async () => {
  await operator.page.goto(`${inject('stack').dashboard}/numbers`);
  await operator.page.getByRole('rowheader', { name: META.display }).waitFor();
};

/** Whose conversations a sender has, as the operators' look-up tells it. */
async function conversationsOf(phone: string): Promise<string[]> {
  const { page } = operator;
  await page.goto(`${inject('stack').dashboard}/senders?sender=${encodeURIComponent(phone)}`);
  await page
    .getByRole('heading', { name: /Remitentes|Nadie/ })
    .first()
    .waitFor();
  const table = page.getByRole('table', { name: 'Conversaciones' });
  await table
    .or(page.getByRole('heading', { name: /Nadie/ }))
    .first()
    .waitFor();
  return (await table.getByRole('rowheader').allInnerTexts()).toSorted();
}

describe('a number of Meta’s', () => {
  test('is given to an importer in two presses', async () => {
    const { page } = operator;
    await goToNumbers();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: `Asignar ${META.display}` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Envíos Izalco/ })
      .click();
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: META.display }) })
      .getByText('Envíos Izalco')
      .waitFor();
  });

  test('then whoever writes to it, writes to that importer', async () => {
    await deliver({ from: LUCIA, to: META.phone, text: 'Hola, ¿tienen casillero?' });
    await expect.poll(() => conversationsOf(LUCIA), { timeout: 20_000 }).toEqual(['Envíos Izalco']);
  });

  test('two importers share it only on purpose; then each has a conversation of its own', async () => {
    const { page } = operator;
    await goToNumbers();
    await page.getByRole('button', { name: `Asignar ${META.display}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('switch', { name: 'Varios importadores lo comparten' }).click();
    await dialog.getByRole('button', { name: /Importadora Cuscatlán/ }).click();
    await dialog.getByRole('button', { name: 'Asignar a 2 importadores' }).click();
    await page.getByText('cada uno recibe copia').waitFor();
    await deliver({ from: PEDRO, to: META.phone, text: 'Buenas tardes' });
    await expect
      .poll(() => conversationsOf(PEDRO), { timeout: 20_000 })
      .toEqual(['Envíos Izalco', 'Importadora Cuscatlán']);
  });

  test('is taken from both again', async () => {
    const { page } = operator;
    await goToNumbers();
    await page.getByRole('rowheader', { name: META.display }).getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar asignación' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar asignación' }).waitFor({ state: 'detached' });
    await goToNumbers();
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: META.display }) });
    await expect.poll(() => row.innerText(), { timeout: 10_000 }).not.toContain('Izalco');
    expect(await row.innerText()).not.toContain('Cuscatlán');
  });
});

describe('a number of Twilio’s', () => {
  test('is searched, bought and followed until it works', async () => {
    const { page } = operator;
    await goToNumbers();
    await page.getByRole('link', { name: 'Comprar un número' }).click();
    await page.getByRole('heading', { name: 'Comprar un número' }).waitFor();
    await page.getByRole('button', { name: 'Buscar', exact: true }).click();
    await page.getByRole('button', { name: /^Elegir .*0180$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Para' }).selectOption({ label: 'Envíos Izalco' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Comprar', exact: true }).click();
    await page.getByRole('heading', { name: /^Compra de/ }).waitFor();
    await page.locator('li[data-standing="done"]').filter({ hasText: 'Funciona' }).waitFor({ timeout: 50_000 });
  });

  test('is given back only once it was typed', async () => {
    const { page } = operator;
    await goToNumbers();
    const row = page.getByRole('rowheader').filter({ hasText: '0180' });
    await row.getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Devolver' }).click();
    const confirm = page.getByRole('dialog', { name: /para siempre/ });
    await confirm.getByRole('button', { name: 'Devolver' }).click();
    await confirm.getByText('Esto no es lo que se pidió').waitFor();
    await confirm.getByRole('textbox').fill('+1 555 0180');
    await confirm.getByRole('button', { name: 'Devolver' }).click();
    await page.locator('li[data-standing="done"]').filter({ hasText: 'Está devuelto' }).waitFor({ timeout: 50_000 });
    await goToNumbers();
    await expect.poll(() => row.count(), { timeout: 10_000 }).toBe(0);
    // The look-up of somebody who is not known yet is answered with 404, which browsers note.
    expect(operator.errors.filter((error) => !error.includes('status of 404'))).toEqual([]);
  });
});

test('a session of WAHA is listed, marked as unofficial; the overview counts what there is', async () => {
  const { page } = operator;
  await page.goto(`${inject('stack').dashboard}/numbers?tab=waha`);
  await page.getByRole('rowheader', { name: 'casillero' }).waitFor();
  await page.getByText(/No oficial: WhatsApp no permite/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Resumen' }).click();
  await page.getByRole('heading', { name: 'Cifras' }).waitFor();
  await page.getByRole('row', { name: /Importadora Cuscatlán/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
