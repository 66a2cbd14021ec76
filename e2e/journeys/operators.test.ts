import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults } from './accessibility.ts';
import { callApi, documentDirectly, tokenOf } from './api.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver, repliesSoFar, repliesTo } from './phone.ts';

/** What operators mend: work that failed for good (R91), a mapping that was damaged (R56), a number that is missing (R50). */
const SOFIA = '+50370000270';
const MIRNA = '+50370000271';
const META = { id: '100000000000002', display: /^\+1 555.?0111/ };

let browser: Browser;
let operator: Screen;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  operator = await openScreen(browser);
  page = operator.page;
  await signIn(page, 'operator@casillero.example');
  await page.getByRole('heading', { name: 'Resumen' }).waitFor();
  const made = await callApi('/tenants/cuscatlan/links', 'POST', await tokenOf('admin@cuscatlan.example'), {
    label: 'Para reparar',
  });
  const { code } = (await made.json()) as { code: string };
  await deliver({ from: SOFIA, text: `start_${code}` });
});
afterAll(async () => {
  await refuse(false);
  const token = await tokenOf('operator@casillero.example');
  await callApi(`/unrouted/${encodeURIComponent(`phone:${MIRNA}`)}/dismiss`, 'POST', token);
  await browser.close();
});

const go = (path: string) => page.goto(`${inject('stack').dashboard}${path}`);

/** The provider refuses all that is sent, or nothing any more. */
const refuse = (isRefused: boolean): Promise<Response> =>
  fetch(`${inject('stack').simulator}/control/faults`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(isRefused ? { api: { on: 'send', kind: 'status', status: 400 } } : {}),
  });

describe('a reply that the provider refuses', () => {
  const row = () => page.getByRole('row').filter({ hasText: MIRNA });

  test('is shown with its reason', async () => {
    await refuse(true);
    await deliver({ from: MIRNA, text: '¿Es aquí?' });
    await go('/problems?what=send');
    await row().getByText('El proveedor lo rechazó.').waitFor({ timeout: 30_000 });
    expect(await repliesSoFar(MIRNA)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('arrives once it is retried by the button, and leaves the list', async () => {
    await refuse(false);
    await row().getByRole('button', { name: 'Reintentar' }).click();
    await row().waitFor({ state: 'detached' });
    expect(await repliesTo(MIRNA, 1)).toHaveLength(1);
  });
});

describe('the mapping', () => {
  const customerOf = () =>
    page.locator('dt', { hasText: 'Cliente de' }).locator('xpath=following-sibling::dd').innerText();
  const lookUp = async () => {
    await go(`/senders?sender=${encodeURIComponent(SOFIA)}`);
    await page.getByText('Cliente de').waitFor();
  };
  let file: string;

  test('is saved as one file that says that it is complete', async () => {
    await go('/mapping');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Guardar el archivo' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^casillero-mapping-.*\.ndjson$/);
    file = await download.path();
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ kind: 'casillero-mapping-end', documents: lines.length - 2 });
    expect(lines.some((line) => line.includes(SOFIA))).toBe(true);
  });

  test('after a customer was unbound by mistake, the file says so, and binds her again', async () => {
    await lookUp();
    expect(await customerOf()).toContain('Importadora Cuscatlán');
    await page.getByRole('button', { name: 'Desvincular' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Desvincular' }).click();
    await expect.poll(customerOf).toBe('nadie');

    await go('/mapping');
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('ahora nada, en el archivo Importadora Cuscatlán').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('switch', { name: /Dejar también como estaba/ }).check();
    await page.getByRole('button', { name: /^Restaurar \d+ registro/ }).click();
    await page.getByText('Restaurado.').first().waitFor();
    await lookUp();
    expect(await customerOf()).toContain('Importadora Cuscatlán');
  });
});

test('a number that is missing is added by its key; what Meta tells of it comes by itself', async () => {
  const path = `numbers/meta:${META.id}`;
  const { fields } = (await (await documentDirectly(path, 'GET')).json()) as { fields: unknown };
  await documentDirectly(path, 'DELETE');
  try {
    await go('/numbers');
    await page.getByRole('button', { name: 'Agregar un número' }).click();
    const dialog = page.getByRole('dialog', { name: 'Agregar un número' });
    await dialog.getByRole('textbox', { name: 'ID del número de teléfono' }).fill('999999999999999');
    await dialog.getByRole('button', { name: 'Agregarlo' }).click();
    await dialog.getByText('no conoce este número').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'ID del número de teléfono' }).fill(META.id);
    await dialog.getByRole('button', { name: 'Agregarlo' }).click();
    const details = page.getByRole('dialog', { name: META.display });
    await details.waitFor();
    await details.getByRole('button', { name: 'Cerrar' }).click();
    await page.getByRole('rowheader', { name: META.display }).getByText('Casillero 2').waitFor();
  } finally {
    await documentDirectly(path, 'PATCH', { fields });
  }
  // What is not known is answered with 404 and 422, which browsers note.
  expect(operator.errors.filter((error) => !/status of 4(04|22)/.test(error))).toEqual([]);
});

test('the clock asks the providers too, and the page says when', async () => {
  const { functions, projectId } = inject('stack');
  const called = await fetch(`${functions}/functions/projects/${projectId}/triggers/us-central1-refreshNumbers-0`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  expect([called.status, await called.text()]).toEqual([200, expect.anything()]);
  await go('/numbers');
  await page.getByText('Se preguntó a los proveedores').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});
