import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults, overflowsSideways } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';

/**
 * Screenshots that came another way are uploaded by hand (R19): pasted and chosen, read like those of WhatsApp, counted
 * once; what is no picture is refused, and the batch is in the list that is saved as CSV (R76).
 */
const NAME = 'Óscar Ñungo, hijo';
const PASTED = 'orders-048.jpg';
const CHOSEN = 'orders-014.jpg';
/** Two pictures are read, on a machine that does other things as well. */
const READ_WITHIN_MS = 120_000;

let browser: Browser;
let member: Screen;

beforeAll(async () => {
  browser = await launchBrowser();
  member = await openScreen(browser);
});
afterAll(() => browser.close());

const picture = (fileName: string) => fileURLToPath(new URL(`../fixtures/orders/${fileName}`, import.meta.url));

/** Pastes a file into the page, as a browser does with an image that was copied. */
const paste = (page: Page, fileName: string) =>
  page.evaluate(
    ({ base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], name, { type: 'image/jpeg' }));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { base64: readFileSync(picture(fileName)).toString('base64'), name: 'image.png' },
  );

const upload = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
const chooser = (page: Page) => page.locator('input[type=file]');

describe('screenshots are uploaded by hand', () => {
  test('a batch is made by its customer’s name', async () => {
    const { page } = member;
    await signIn(page, 'member@cuscatlan.example');
    await page.getByRole('button', { name: 'Subir capturas' }).click();
    await page.getByRole('textbox', { name: 'Nombre del cliente' }).fill(NAME);
    await page.getByRole('button', { name: 'Continuar' }).click();
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor();
    await page.getByRole('heading', { name: 'Agregar capturas' }).waitFor();
  });

  test('one is pasted, another one chosen; how far they are and that they arrived is shown', async () => {
    const { page } = member;
    const line = Promise.withResolvers<void>();
    await page.route(/\/uploads\/[^/]+\/bytes\//, (route) => line.promise.then(() => route.continue()));
    await paste(page, PASTED);
    await page.getByRole('progressbar', { name: /^image\.png: 0\s?% enviado$/ }).waitFor();
    line.resolve();
    await upload(page, 'image.png').getByText('llegó', { exact: true }).waitFor();
    await chooser(page).setInputFiles(picture(CHOSEN));
    await upload(page, CHOSEN).getByText('llegó', { exact: true }).waitFor();
    await page.getByText('Captura 2', { exact: true }).waitFor();
  });

  test('the same one again is known, and is not there twice', async () => {
    const { page } = member;
    await page.getByRole('button', { name: 'Vaciar la lista' }).click();
    await paste(page, CHOSEN);
    await upload(page, 'image.png').getByText('ya estaba', { exact: true }).waitFor();
    await page.getByText('Captura 2', { exact: true }).waitFor();
    expect(await page.getByText('Captura 3', { exact: true }).count()).toBe(0);
  });

  test('a text is refused, and said so', async () => {
    const { page } = member;
    await chooser(page).setInputFiles({ name: 'lista.txt', mimeType: 'text/plain', buffer: Buffer.from('2 zapatos') });
    await page.getByRole('heading', { name: 'Este archivo no se puede usar' }).waitFor();
    await page.getByText('No es una foto ni un PDF que podamos usar.').waitFor();
  });

  test('both pictures are read and counted once', async () => {
    const { page } = member;
    await page.getByRole('heading', { name: '2 pedidos' }).waitFor({ timeout: READ_WITHIN_MS });
    const main = page.getByRole('main');
    await expect.poll(() => main.innerText()).toMatch(/2000129-12014038[\s\S]*GSH1LSW10LEKARY/);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 780 });
    expect(await overflowsSideways(page)).toBe(false);
  }, 150_000);

  test('the list that is saved as CSV has the batch, in letters that Excel reads', async () => {
    const { page } = member;
    await page.getByRole('link', { name: 'Todos los lotes' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('cuscatlan-batches.csv');
    const bytes = readFileSync(await download.path());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const line =
      bytes
        .toString('utf8')
        .split('\r\n')
        .find((each) => each.includes(NAME)) ?? '';
    // Two screenshots, two orders; what was refused does not count.
    expect(line).toMatch(new RegExp(`^"${NAME}",[^,]+,2,2,0,0,`));
    expect(member.errors).toEqual([]);
  });
});
