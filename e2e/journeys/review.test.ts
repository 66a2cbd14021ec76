import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults, overflowsSideways } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver } from './phone.ts';

/**
 * The second half of the job: what Carla's screenshots were read as is compared with the pictures, put right and confirmed,
 * with the keyboard alone (R17). Two of her customers have the same order number, which somebody has to know.
 */
const CARLA = '+50370000101';
/** Three pictures are read one after the other, on a machine that does other things as well. */
const READ_WITHIN_MS = 90_000;

let browser: Browser;
let admin: Screen;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openScreen(browser);
});
afterAll(() => browser.close());

/** The value that the open order shows for a field. */
const value = (page: Page, field: string) => page.getByRole('button', { name: new RegExp(`^${field}: `) }).innerText();
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

/** Goes to the first order of the queue with K, then on with J until it is the one that is meant. */
async function goTo(page: Page, count: number, isThere: () => Promise<boolean>): Promise<void> {
  const place = page.getByText(new RegExp(`^\\d de ${count}$`));
  const press = async (key: string) => {
    const before = await place.innerText();
    await page.keyboard.press(key);
    await expect.poll(() => place.innerText()).not.toBe(before);
  };
  while (!(await place.innerText()).startsWith('1 ')) await press('k');
  for (let step = 1; !(await isThere()); step++) {
    if (step === count) throw new Error('The queue does not have it.');
    await press('j');
  }
}

describe('orders are reviewed with the keyboard alone', () => {
  test('Carla sends screenshots of two customers from her phone', async () => {
    const carla = await openScreen(browser);
    const { page } = carla;
    await page.goto(inject('stack').simulator);
    await page.getByRole('combobox', { name: 'Quién eres' }).selectOption(CARLA);
    await page.getByRole('textbox', { name: 'Mensaje' }).fill('Rosa Alas');
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await page.getByRole('log').getByText('📦 Rosa Alas. Ahora envía las capturas').waitFor();
    const sample = page.getByRole('button', { name: 'Enviar orders-003.jpg' });
    if (!(await sample.isVisible())) await page.getByRole('button', { name: 'Muestras' }).click();
    await sample.click();
    await page.getByRole('log').getByText('Rosa Alas: 1 captura recibida.').waitFor();
    await deliver({ from: CARLA, media: [{ fileName: 'orders-011.jpg' }] });
    await deliver({ from: CARLA, text: 'Mario Cea' });
    await deliver({ from: CARLA, media: [{ fileName: 'orders-011.jpg' }] });
    expect(carla.errors).toEqual([]);
    await carla.context.close();
  });

  test('they arrive in the review; the number that was seen before is flagged', async () => {
    const { page } = admin;
    await signIn(page, 'admin@izalco.example');
    await page.getByRole('heading', { name: 'Lotes' }).waitFor();
    await page.getByRole('link', { name: 'Revisión' }).click();
    await expect.poll(() => page.getByRole('checkbox').count(), { timeout: READ_WITHIN_MS }).toBe(4);
    const flagged = page
      .getByRole('listitem')
      .filter({ hasText: 'Número repetido' })
      .filter({ has: page.getByRole('checkbox') });
    await expect.poll(() => flagged.innerText()).toContain('Mario Cea');
    const names = await page.getByRole('heading', { level: 2 }).allInnerTexts();
    expect(names.at(-1)).toBe('Rosa Alas');
  }, 120_000);

  test('the list and the order have no accessibility faults and fit a phone, in both themes', async () => {
    const { page } = admin;
    const look = async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityFaults(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 780 });
      expect(await overflowsSideways(page)).toBe(false);
      await page.setViewportSize({ width: 1280, height: 800 });
    };
    await look();
    await page.keyboard.press('j');
    await page.getByText('1 de 3').waitFor();
    await page.getByRole('img', { name: 'Captura 1 de 1' }).waitFor();
    await look();
  });

  test('E opens a field, Enter saves it, Enter confirms, and the next order is shown', async () => {
    const { page } = admin;
    await goTo(page, 3, async () => (await value(page, 'Tienda')) === 'Walmart');
    expect(await value(page, 'Total')).toBe('$45.66');
    await page.getByRole('button', { name: /^Total: / }).focus();
    await page.keyboard.press('e');
    await page.getByRole('textbox', { name: 'Total' }).waitFor();
    await page.keyboard.type('46.66');
    await page.keyboard.press('Enter');
    await page.getByText('Corregido por una persona').waitFor();
    expect(await value(page, 'Total')).toBe('$46.66');
    await page.keyboard.press('Enter');
    await expect.poll(() => value(page, 'Tienda')).toBe('Temu');
    await page.getByText('Confirmado: Walmart').first().waitFor();
    await page.getByText(/^\d de 2$/).waitFor();
  });

  test('X sets the repeated one aside, after a look at the other one; the next one is shown', async () => {
    const { page } = admin;
    await goTo(page, 2, async () => (await heading(page, 'Mario Cea').count()) === 1);
    await page.getByRole('link', { name: 'Ver ese pedido' }).click();
    await heading(page, 'Rosa Alas').waitFor();
    await page.goBack();
    await heading(page, 'Mario Cea').waitFor();
    await page.keyboard.press('x');
    await heading(page, 'Rosa Alas').waitFor();
    await page.getByText('1 de 1').waitFor();
  });

  test('the last one confirmed leaves nothing to review, and the figures say how well was read', async () => {
    const { page } = admin;
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Todo está revisado' }).waitFor();
    // The filter stands in the address, which follows the press.
    await page.getByRole('radio', { name: 'Confirmados' }).click();
    await expect.poll(() => page.getByRole('link', { name: 'Rosa Alas' }).count()).toBe(2);
    await page.getByText('$46.66').waitFor();
    await page.getByRole('link', { name: 'Precisión de la lectura' }).click();
    const total = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Total', exact: true }) });
    await expect.poll(() => total.innerText()).toMatch(/50\s?%[\s\S]*1 de 2/);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(admin.errors).toEqual([]);
  });
});
