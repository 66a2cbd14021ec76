import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver, openWaLink, repliesTo } from './phone.ts';

/**
 * A staff phone is registered by proof (R54): the code of the dashboard, sent from the phone, and the dashboard notices.
 * A phone that is another importer's is refused with the reason.
 */
const NOEMI = '+50370000150';
const CARLA_OF_IZALCO = '+50370000101';

let browser: Browser;
let admin: Screen;
beforeAll(async () => {
  browser = await launchBrowser();
  admin = await openScreen(browser);
  await signIn(admin.page, 'admin@cuscatlan.example');
  await admin.page.getByRole('heading', { name: 'Lotes' }).waitFor();
});
afterAll(() => browser.close());

/** Starts a registration in the dashboard. @returns the code, as it is shown */
async function askForCode(label: string): Promise<string> {
  const { page } = admin;
  await page.getByRole('button', { name: 'Registrar un teléfono' }).click();
  await page.getByRole('textbox', { name: 'Etiqueta' }).fill(label);
  await page.getByRole('button', { name: 'Obtener el código' }).click();
  const copy = page.getByRole('button', { name: /^Copiar Código / });
  return (await copy.getAttribute('aria-label'))?.replace('Copiar Código ', '') ?? '';
}

describe('registering a staff phone by proof', () => {
  test('the phones that are registered are listed', async () => {
    const { page } = admin;
    await page.getByRole('navigation', { name: 'Páginas' }).getByRole('link', { name: 'WhatsApp' }).click();
    await page.getByRole('rowheader', { name: /^Ana/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('the code that the phone sends registers it, and the open page says so', async () => {
    const { page } = admin;
    const code = await askForCode('Noemí, bodega');
    expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const link = await page.getByRole('link', { name: /Abra WhatsApp/ }).getAttribute('href');
    expect(await accessibilityFaults(page)).toEqual([]);
    const written = openWaLink(link ?? '');
    expect(written.text).toContain(code);
    await deliver({ from: NOEMI, ...written });
    await page.getByRole('dialog').getByText('+503 7000 0150 quedó registrado.').waitFor();
    await page.getByRole('button', { name: 'Listo' }).click();
    await page.getByRole('rowheader', { name: /Noemí, bodega/ }).waitFor();
    expect(await repliesTo(NOEMI, 1)).toHaveLength(1);
  });

  test('it is staff at once: a name opens a batch', async () => {
    await deliver({ from: NOEMI, text: 'Rosa de Noemí' });
    await admin.page.getByRole('link', { name: 'Lotes' }).click();
    await admin.page.getByRole('link', { name: 'Rosa de Noemí' }).waitFor();
  });

  test('another importer’s phone is refused with the reason', async () => {
    const { page } = admin;
    await page.getByRole('navigation', { name: 'Páginas' }).getByRole('link', { name: 'WhatsApp' }).click();
    const code = await askForCode('Teléfono ajeno');
    await deliver({ from: CARLA_OF_IZALCO, text: code });
    await page.getByRole('alert').filter({ hasText: 'Está registrado con otro importador' }).waitFor();
    await page.getByRole('button', { name: 'Listo' }).click();
    expect(await page.getByRole('rowheader', { name: /Teléfono ajeno/ }).count()).toBe(0);
  });

  test('a removed phone is staff no longer', async () => {
    const { page } = admin;
    await page.getByRole('button', { name: 'Acciones para Noemí, bodega' }).click();
    await page.getByRole('menuitem', { name: 'Quitar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Quitar' }).click();
    await page.getByRole('rowheader', { name: /Noemí, bodega/ }).waitFor({ state: 'detached' });
    expect(admin.errors).toEqual([]);
  });

  test('an operator looks and finds nothing to press', async () => {
    const operator = await openScreen(browser);
    await signIn(operator.page, 'operator@casillero.example');
    await operator.page.getByRole('heading', { name: 'Resumen' }).waitFor();
    await operator.page.goto(`${inject('stack').dashboard}/tenants/cuscatlan/whatsapp`);
    await operator.page.getByRole('rowheader', { name: /^Ana/ }).waitFor();
    expect(await operator.page.getByRole('button', { name: /Registrar|Acciones/ }).count()).toBe(0);
    await operator.context.close();
  });
});
