import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';

/**
 * The main job, as people do it: Ana sends a name and a screenshot from her phone; the admin of her importer, who has
 * the dashboard open, sees them arrive and what was read; the admin of another importer sees nothing.
 */
let browser: Browser;
let ana: Screen;
let admin: Screen;
let other: Screen;

beforeAll(async () => {
  browser = await launchBrowser();
  [ana, admin, other] = await Promise.all([
    openScreen(browser),
    openScreen(browser),
    openScreen(browser, { phone: true }),
  ]);
});
afterAll(() => browser.close());

/** What Firestore holds, asked as the local stack's owner. */
const batchNames = async (): Promise<string[]> => {
  const { firestore: at, projectId } = inject('stack');
  const documents = `http://${at.host}:${at.port}/v1/projects/${projectId}/databases/(default)/documents`;
  const listed = await fetch(`${documents}/tenants/cuscatlan/batches`, { headers: { Authorization: 'Bearer owner' } });
  const { documents: batches = [] } = (await listed.json()) as { documents?: BatchDocument[] };
  return batches.map((batch) => batch.fields.customerName.stringValue ?? '');
};
type BatchDocument = { fields: { customerName: { stringValue?: string } } };

describe('a screenshot sent over WhatsApp becomes an order on the dashboard', () => {
  test('the admin signs in and finds no batch yet', async () => {
    await signIn(admin.page, 'admin@cuscatlan.example');
    await admin.page.getByRole('heading', { name: 'Lotes' }).waitFor();
    await signIn(other.page, 'admin@izalco.example');
    await other.page.getByRole('heading', { name: 'Lotes' }).waitFor();
    expect(await admin.page.getByRole('link', { name: /María Rodríguez/ }).count()).toBe(0);
  });

  test('Ana writes the customer’s name, and her phone shows the reply', async () => {
    const { page } = ana;
    await page.goto(inject('stack').simulator);
    await page.getByRole('combobox', { name: 'Quién eres' }).selectOption('+50370000001');
    await page.getByRole('textbox', { name: 'Mensaje' }).fill('María Rodríguez');
    await page.getByRole('button', { name: 'Enviar', exact: true }).click();
    await page.getByRole('log').getByText('📦 María Rodríguez. Ahora envía las capturas').waitFor();
  });

  test('the batch appears on the dashboard without a reload', async () => {
    await admin.page.getByRole('link', { name: /María Rodríguez/ }).click();
    await admin.page.getByRole('heading', { name: 'María Rodríguez' }).waitFor();
  });

  test('Ana sends a screenshot, and gets one summing-up reply', async () => {
    const { page } = ana;
    const sample = page.getByRole('button', { name: 'Enviar orders-003.jpg' });
    if (!(await sample.isVisible())) await page.getByRole('button', { name: 'Muestras' }).click();
    await sample.click();
    await page.getByRole('log').getByText('María Rodríguez: 1 captura recibida.').waitFor();
  });

  test('the screenshot and what was read from it appear on the open page', async () => {
    const { page } = admin;
    // An image in its own right: until it is there, a placeholder says the same words.
    const thumbnail = page.locator('main img[alt*="aptura"]').first();
    await thumbnail.waitFor();
    expect(
      await thumbnail.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(50);
    await page.getByRole('heading', { level: 3, name: 'Walmart' }).waitFor(); // the reading; the order above has it too
    const text = await page.getByRole('main').innerText();
    for (const expected of ['2000137-58326521', 'Sunmill Toasted Oat Granola Bars, 24 ct', '$15.97', '$45.66'])
      expect(text).toContain(expected);
  });

  test('the full image opens, and closes with Escape', async () => {
    const { page } = admin;
    await page
      .getByRole('button', { name: /captura/i })
      .first()
      .click();
    const image = page.getByRole('dialog').getByRole('img').first();
    await image.waitFor();
    await expect
      .poll(() => image.evaluate((each: HTMLImageElement) => each.naturalHeight), { timeout: 10_000 })
      .toBe(1600);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('a tracking number is read and shown with its carrier', async () => {
    await ana.page.getByRole('button', { name: 'Enviar orders-002.jpg' }).click();
    await admin.page.getByText('611698438060').waitFor();
    expect(await admin.page.getByRole('main').innerText()).toContain('FedEx');
  });

  test('another importer’s admin sees none of it, on the list or by its address', async () => {
    const { page } = other;
    expect(await page.getByRole('link', { name: /María/ }).count()).toBe(0);
    await page.goto(admin.page.url());
    await page.getByRole('main').waitFor();
    await expect
      .poll(() => page.getByRole('main').innerText(), { timeout: 10_000 })
      .toMatch(/no (existe|se encontr|hay)/i);
    expect(await page.getByRole('main').innerText()).not.toContain('María');
  });

  test('the pages have no accessibility faults, in both themes', async () => {
    for (const { page } of [admin, other]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    }
  });

  test('a person corrects the name; it holds after a reload', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: /nombre/i }).click();
    await page.getByRole('textbox').first().fill('María R. de Paz');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'María R. de Paz' }).waitFor();
    await expect.poll(() => batchNames(), { timeout: 10_000 }).toContain('María R. de Paz');
    await page.reload();
    await page.getByRole('heading', { name: 'María R. de Paz' }).waitFor();
  });

  test('signing out leaves nothing to see', async () => {
    await admin.page.getByRole('button', { name: 'Salir' }).click();
    await admin.page.getByRole('button', { name: 'Entrar', exact: true }).waitFor();
    expect(await admin.page.innerText('body')).not.toContain('María');
    expect([...admin.errors, ...ana.errors]).toEqual([]);
  });
});
