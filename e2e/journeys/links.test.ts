import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver, openWaLink, repliesTo } from './phone.ts';

/**
 * A customer comes by a link and stays with that importer (R1.3, R55): another importer's link does not take her away,
 * until an operator unbinds her (R56).
 */
const MARTA = '+50370000160';

let browser: Browser;
let cuscatlan: Screen;
let izalco: Screen;
let operator: Screen;
beforeAll(async () => {
  browser = await launchBrowser();
  [cuscatlan, izalco, operator] = await Promise.all([openScreen(browser), openScreen(browser), openScreen(browser)]);
  await signIn(cuscatlan.page, 'admin@cuscatlan.example');
  await signIn(izalco.page, 'admin@izalco.example');
  await signIn(operator.page, 'operator@casillero.example');
});
afterAll(() => browser.close());

type Written = ReturnType<typeof openWaLink>;

/** Makes a link in the dashboard. @returns what WhatsApp does with it */
async function makeLink({ page }: Screen, label: string): Promise<Written> {
  await page.getByRole('heading', { name: 'Lotes' }).waitFor();
  await page.goto(`${inject('stack').dashboard}/whatsapp?tab=links`);
  await page.getByRole('button', { name: 'Enlace nuevo' }).click();
  await page.getByRole('textbox', { name: 'Etiqueta' }).fill(label);
  await page.getByRole('dialog').getByRole('button', { name: 'Enlace nuevo' }).click();
  const dialog = page.getByRole('dialog', { name: `Código QR de ${label}` });
  await dialog.getByRole('img', { name: /Código QR/ }).waitFor();
  const address = await dialog.getByRole('link', { name: /wa\.me/ }).getAttribute('href');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cerrar' }).click();
  return openWaLink(address ?? '');
}

/** The figures of a link, as its row shows them: uses, customers won. */
const figuresOf = async ({ page }: Screen, label: string): Promise<string[]> =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: new RegExp(label) }) })
    .getByRole('cell')
    .filter({ hasText: /^\d+$/ })
    .allInnerTexts();

describe('a customer comes by a link', () => {
  let first: Written;
  let other: Written;

  test('two importers make a link each, and get its QR code', async () => {
    first = await makeLink(cuscatlan, 'Volantes');
    other = await makeLink(izalco, 'Feria de agosto');
    expect(first.text).toMatch(/^start_[a-z0-9]{4,24}$/);
    expect(other.text).not.toBe(first.text);
  });

  test('whoever writes by it is bound, and the counts rise on the open page', async () => {
    await deliver({ from: MARTA, to: first.to, text: `${first.text} Hola` });
    await expect.poll(() => figuresOf(cuscatlan, 'Volantes'), { timeout: 20_000 }).toEqual(['1', '1']);
  });

  test('another importer’s link does not take her away: she is told whom she is with', async () => {
    await deliver({ from: MARTA, ...other });
    const told = async () => (await repliesTo(MARTA, 1)).join();
    await expect.poll(told, { timeout: 20_000 }).toContain('Ya eres cliente de Importadora Cuscatlán');
    await expect.poll(() => figuresOf(izalco, 'Feria de agosto'), { timeout: 20_000 }).toEqual(['1', '0']);
  });

  test('an operator finds her by her phone and unbinds her; then the other link decides', async () => {
    const { page } = operator;
    await page.getByRole('heading', { name: 'Resumen' }).waitFor();
    await page.getByRole('link', { name: 'Remitentes', exact: true }).first().click();
    await page.getByRole('searchbox', { name: 'Teléfono, alias o ID' }).fill('7000-0160');
    await page.getByRole('button', { name: 'Buscar', exact: true }).click();
    await page.getByText('por un enlace').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Desvincular' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Desvincular' }).click();
    await page.getByRole('button', { name: 'Vincular a un importador' }).waitFor();
    await deliver({ from: MARTA, ...other });
    await expect.poll(() => figuresOf(izalco, 'Feria de agosto'), { timeout: 20_000 }).toEqual(['2', '1']);
  });

  test('a link that is off wins nobody', async () => {
    const { page } = cuscatlan;
    await page.getByRole('switch', { name: 'Volantes está activo' }).click();
    await page.getByRole('button', { name: 'Deshacer' }).waitFor();
    await deliver({ from: '+50370000161', ...first });
    await operator.page.getByRole('link', { name: 'Sin dueño' }).first().click();
    await operator.page
      .getByRole('article')
      .filter({ hasText: '+503 7000 0161' })
      .getByText('enlace apagado')
      .waitFor();
  });

  test('who is unrouted is given to an importer from the list', async () => {
    const { page } = operator;
    const card = page.getByRole('article').filter({ hasText: '+503 7000 0161' });
    await card.getByRole('button', { name: 'Ver mensajes' }).click();
    await card.getByRole('list').getByText(first.text).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await card.getByRole('button', { name: 'Asignar' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Envíos Izalco/ })
      .click();
    await card.waitFor({ state: 'detached' });
    expect([...operator.errors, ...cuscatlan.errors, ...izalco.errors]).toEqual([]);
  });
});
