import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults, overflowsSideways } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver, deliverInTurn, repliesSoFar } from './phone.ts';

/**
 * From the screenshot to the parcel in the customer's hands (R10 to R18): Beto forwards an album of Lidia's orders; one
 * of them is put right and confirmed; its package is found by its label and handed over; Lidia hears of it on WhatsApp.
 */
const BETO = '+50370000002';
const LIDIA = '+50370000700';
const PICTURES = ['orders-035.jpg', 'orders-013.jpg', 'orders-026.jpg', 'orders-032.jpg', 'orders-037.jpg'];
/** Of orders-035.jpg. */
const TRACKING = '1Z174516YW83494611';
const ITEM = 'Kestivo Dual Dash Cam 1440P Front and Rear, Night View, 64GB Card Included';
/** Five pictures are read two at a time, on a machine that does other things as well. */
const READ_WITHIN_MS = 150_000;
/** The message waits 14 s at least, so that undoing the change takes it back. */
const TOLD_WITHIN_MS = 60_000;

let browser: Browser;
let admin: Screen;

beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openScreen(browser);
});
afterAll(() => browser.close());

const open = (path: string) => admin.page.goto(`${inject('stack').dashboard}${path}`);

/** What is wrong with the page in either theme, and on a small phone. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await accessibilityFaults(page)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 780 });
  if (await overflowsSideways(page)) faults.push('wider than 360 px');
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
}

/**
 * Waits until the phone has a reply like this, after the first so many; functions that nobody has called yet take their
 * time to start.
 */
const replied = (phone: string, after: number, text: RegExp): Promise<void> =>
  expect
    .poll(async () => (await repliesSoFar(phone)).slice(after).filter((each) => text.test(each)), { timeout: 60_000 })
    .toHaveLength(1);

/** The order numbers that the pictures show. */
function orderNumbers(): string[] {
  const truths = JSON.parse(readFileSync(new URL('../fixtures/orders/orders.json', import.meta.url), 'utf8')) as {
    file: string;
    orderNumber: string;
  }[];
  return truths.filter(({ file }) => PICTURES.includes(file)).map(({ orderNumber }) => orderNumber);
}

describe('an album becomes a batch, an order a package, and its customer is told', () => {
  test('Beto sends five screenshots in a burst; the first one’s caption names them, and one reply sums them up', async () => {
    const before = (await repliesSoFar(BETO)).length;
    await deliver({ from: BETO, text: 'listo' });
    await replied(BETO, before, /, listo\.|nada abierto/);
    const sent = await deliverInTurn(
      PICTURES.map((fileName, place) => ({
        from: BETO,
        media: [{ fileName }],
        ...(place === 0 ? { text: 'Lidia Campos' } : {}),
      })),
    );
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await replied(BETO, before, /Lidia Campos: 5 capturas recibidas/);
  }, 150_000);

  test('they are one batch on the dashboard, with five readings', async () => {
    const { page } = admin;
    await signIn(page, 'admin@cuscatlan.example');
    await page.getByRole('link', { name: /Lidia Campos/ }).click();
    await page.getByRole('heading', { name: 'Lidia Campos' }).waitFor();
    await page.getByRole('heading', { name: '5 pedidos' }).waitFor({ timeout: READ_WITHIN_MS });
    const main = page.getByRole('main');
    await expect.poll(async () => wanting(orderNumbers(), await main.innerText())).toEqual([]);
    const replies = await repliesSoFar(BETO);
    expect(replies.filter((text) => /Lidia Campos|sin nombre|¿De quién/.test(text))).toHaveLength(1);
  }, 200_000);

  test('one of them is corrected and confirmed, and becomes a package', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Amazon', exact: true }).click();
    await page.getByRole('button', { name: /^Total: \$195\.56/ }).click();
    await page.getByRole('textbox', { name: 'Total' }).fill('196.56');
    await page.keyboard.press('Enter');
    await page.getByText('Corregido por una persona').waitFor();
    await page.getByRole('button', { name: 'Confirmar' }).click();
    await page.getByText('Confirmado: Amazon').first().waitFor();
    await open('/packages');
    await page.getByRole('link', { name: ITEM }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  test('Lidia, who came by a link, is the customer with this phone', async () => {
    const { page } = admin;
    await deliver({ from: LIDIA, text: 'start_cuscatlan' });
    await deliver({ from: LIDIA, text: '¿Ya vino mi paquete?' });
    await open('/customers');
    await page.getByRole('searchbox', { name: 'Buscar por nombre o teléfono' }).fill('lidia');
    await page.getByRole('link', { name: 'Lidia Campos' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Lidia Campos' }).click();
    await page.getByRole('link', { name: ITEM }).waitFor();
    await page.getByRole('button', { name: 'Editar el cliente' }).click();
    await page.getByRole('textbox', { name: 'Teléfono' }).fill('7000 0700');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('7000 0700').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  test('the warehouse finds the package by the end of its number; a wrong move is taken back, and its message', async () => {
    const { page } = admin;
    await open('/warehouse');
    await scan(page, TRACKING.slice(-8));
    await scanned(page).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Cuando se encuentra un paquete' }).selectOption('ready');
    await scan(page, TRACKING);
    const done = page.getByRole('region', { name: 'Recién hecho' });
    await done.getByText('1 paquete pasó a: Listo · se avisa a 1 cliente por WhatsApp').waitFor();
    await done.getByRole('button', { name: 'Deshacer' }).click();
    await done.getByText('1 paquete volvió a su estado anterior', { exact: true }).waitFor();
    await scanned(page).getByText('Listo', { exact: true }).waitFor({ state: 'detached' });
  });

  test('then it is handed over, and Lidia’s phone hears of it once', async () => {
    const { page } = admin;
    await page.getByRole('combobox', { name: 'Cuando se encuentra un paquete' }).selectOption('delivered');
    await scan(page, `${TRACKING.slice(0, 9)} ${TRACKING.slice(9)}`);
    await scanned(page).getByText('Entregado', { exact: true }).waitFor();
    await page.getByRole('link', { name: ITEM }).click();
    await page.getByText('Se avisa al cliente por WhatsApp.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const news = async () => (await repliesSoFar(LIDIA)).filter((text) => text.includes('/track/'));
    await expect.poll(news, { timeout: TOLD_WITHIN_MS }).not.toEqual([]);
    expect(await news()).toEqual([expect.stringContaining('fue entregado')]);
  }, 90_000);

  test('her link opens without a sign-in and says where the package is, and nothing of her', async () => {
    const link = /https?:\S+\/track\/\S+/.exec((await repliesSoFar(LIDIA)).at(-1) ?? '')?.[0] ?? '';
    const { page, context, errors } = await openScreen(browser, { phone: true });
    await page.goto(link);
    const here = page.locator('[aria-current=step]');
    await here.waitFor();
    expect(await here.innerText()).toMatch(/^Entregado/);
    const shown = `${await page.innerText('body')} ${await page.title()}`;
    expect(shown).toContain('Importadora Cuscatlán');
    for (const secret of ['Lidia', 'Campos', '7000', TRACKING, '114-0186665', 'Kestivo', '195', '196'])
      expect(shown).not.toContain(secret);
    expect(await faultsOf(page)).toEqual([]);
    expect([...errors, ...admin.errors]).toEqual([]);
    await context.close();
  });
});

const wanting = (wanted: readonly string[], text: string) => wanted.filter((each) => !text.includes(each));

const scanned = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Lidia Campos' });

async function scan(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Número de rastreo' }).fill(text);
  await page.keyboard.press('Enter');
}
