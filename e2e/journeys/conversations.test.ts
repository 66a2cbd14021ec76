import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { accessibilityFaults, overflowsSideways } from './accessibility.ts';
import { launchBrowser, openScreen, type Screen, signIn } from './browser.ts';
import { deliver, SHARED } from './phone.ts';

/**
 * A customer comes by a link and asks; the importer's admin sees it come, answers, and sees that it was read (R30 to R32).
 * Another importer sees nothing of it.
 */
const NORA = '+50370000740';
const WELCOME = '¡Hola! Gracias por escribir a Importadora Cuscatlán.';
/** Functions that nobody has called yet take their time to start. */
const TOLD = { timeout: 60_000 };

let browser: Browser;
let admin: Screen;
let other: Screen;
let phone: Screen;
beforeAll(async () => {
  browser = await launchBrowser();
  [admin, other, phone] = await Promise.all([
    openScreen(browser),
    openScreen(browser),
    openScreen(browser, { phone: true }),
  ]);
  await signIn(admin.page, 'admin@cuscatlan.example');
  await signIn(other.page, 'admin@izalco.example');
  for (const { page } of [admin, other]) await page.getByRole('heading', { name: 'Lotes' }).waitFor();
});
afterAll(() => browser.close());

const open = ({ page }: Screen, path: string) => page.goto(`${inject('stack').dashboard}${path}`);

/** What is wrong with the page in either theme and language, and on a small phone. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const language of ['English', 'Español'])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await accessibilityFaults(page)));
      if (colorScheme === 'dark') await page.getByRole('button', { name: language }).click();
    }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 780 });
  faults.push(...(await accessibilityFaults(page)));
  if (await overflowsSideways(page)) faults.push('wider than 360 px');
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
}

/** Sets the welcome message in the settings. */
async function setWelcome(text: string): Promise<void> {
  const { page } = admin;
  await open(admin, '/whatsapp?tab=answers');
  await page.getByRole('textbox', { name: 'Mensaje de bienvenida' }).fill(text);
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('Respuestas automáticas guardadas').first().waitFor();
}

/** Puts so many messages of yesterday into the open chat, as if they had come then: sending them would take a minute. */
async function keepOldMessages(count: number): Promise<void> {
  const { firestore, projectId } = inject('stack');
  const chat = `tenants/cuscatlan${new URL(admin.page.url()).pathname}/messages`;
  const documents = `projects/${projectId}/databases/(default)/documents`;
  const writes = Array.from({ length: count }, (_, place) => ({
    update: {
      name: `${documents}/${chat}/old-${place}`,
      fields: {
        direction: { stringValue: 'in' },
        text: { stringValue: `Línea ${place + 1}.` },
        mediaCount: { integerValue: '0' },
        state: { stringValue: 'received' },
        failure: { nullValue: null },
        providerMessageId: { nullValue: null },
        at: { timestampValue: new Date(Date.now() - 86_400_000 + place * 60_000).toISOString() },
      },
    },
  }));
  const answer = await fetch(`http://${firestore.host}:${firestore.port}/v1/${documents}:commit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer owner' },
    body: JSON.stringify({ writes }),
  });
  expect(answer.status).toBe(200);
}

/** Nora writes on her phone. */
async function write(text: string): Promise<void> {
  await phone.page.getByRole('textbox', { name: 'Mensaje' }).fill(text);
  await phone.page.keyboard.press('Enter');
}

const row = ({ page }: Screen) => page.getByRole('listitem').getByRole('link', { name: /Nora/ });
const navigation = ({ page }: Screen) => page.getByRole('navigation').getByRole('link', { name: /^Chats/ });
const thread = ({ page }: Screen) => page.getByRole('region', { name: 'Mensajes con Nora' });

describe('a customer asks and is answered', () => {
  test('the admin sets a welcome message and sees what a customer gets now', async () => {
    await setWelcome(WELCOME);
    await admin.page.getByRole('region', { name: 'Lo que recibe un cliente ahora' }).getByText(WELCOME).waitFor();
    expect(await faultsOf(admin.page)).toEqual([]);
    await open(admin, '/conversations');
    await admin.page.getByRole('heading', { name: 'Chats', exact: true }).waitFor();
  });

  test('she writes by the link, is welcomed, and appears in the open list, unread', async () => {
    const body = JSON.stringify({ phone: NORA, name: 'Nora' });
    const headers = { 'Content-Type': 'application/json' };
    await fetch(`${inject('stack').simulator}/control/people`, { method: 'POST', headers, body });
    await phone.page.goto(inject('stack').simulator);
    await phone.page.getByRole('combobox', { name: 'Quién eres' }).selectOption(NORA);
    await phone.page.getByRole('combobox', { name: 'Escribir a' }).selectOption(SHARED);
    await write('start_cuscatlan ¿Ya vino mi paquete?');
    await row(admin).filter({ hasText: '1 mensaje sin leer' }).waitFor(TOLD);
    await navigation(admin).filter({ hasText: '1 chat sin leer' }).waitFor();
    await phone.page.locator('.bubble.theirs').filter({ hasText: WELCOME }).waitFor(TOLD);
    await write('Es de Shein');
    await row(admin).filter({ hasText: '2 mensajes sin leer' }).filter({ hasText: 'Es de Shein' }).waitFor(TOLD);
    expect(await faultsOf(admin.page)).toEqual([]);
  });

  test('opening it reads it: the counts go, and the welcome stands there as such', async () => {
    await admin.page.getByRole('radio', { name: 'Sin leer' }).click();
    await row(admin).click();
    await thread(admin).getByText('Es de Shein').waitFor();
    await thread(admin)
      .getByRole('article')
      .filter({ hasText: 'Bienvenida · automático' })
      .getByText(WELCOME)
      .waitFor();
    await row(admin).filter({ hasNotText: 'sin leer' }).waitFor(TOLD);
    await navigation(admin).filter({ hasNotText: 'sin leer' }).waitFor(TOLD);
  });

  test('the answer is there at once, reaches her phone, and is read', async () => {
    const field = admin.page.getByRole('textbox', { name: 'Escribir a Nora' });
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.pressSequentially('Sí, Nora.');
    await admin.page.keyboard.press('Shift+Enter');
    await admin.page.keyboard.type('Pase mañana.');
    await admin.page.keyboard.press('Enter');
    const answer = thread(admin).getByRole('article').filter({ hasText: 'Pase mañana.' });
    await answer.getByText('Usted', { exact: true }).waitFor();
    expect(await field.inputValue()).toBe('');
    await phone.page.locator('.bubble.theirs').filter({ hasText: 'Sí, Nora.' }).waitFor(TOLD);
    await answer.getByText('Leído').waitFor(TOLD);
    expect(await answer.count()).toBe(1);
    expect(await faultsOf(admin.page)).toEqual([]);
  });

  test('she answers it on her phone: the open chat quotes it, and stays read', async () => {
    await phone.page.locator('.bubble.theirs').filter({ hasText: 'Sí, Nora.' }).locator('summary').click();
    await phone.page
      .locator('.bubble.theirs')
      .filter({ hasText: 'Sí, Nora.' })
      .getByRole('button', { name: 'Responder', exact: true })
      .click();
    await write('Gracias');
    const gracias = thread(admin).getByRole('article').filter({ hasText: 'Gracias' }).last();
    await gracias.locator('blockquote').filter({ hasText: 'Sí, Nora.' }).waitFor(TOLD);
    await row(admin).filter({ hasText: 'Gracias' }).filter({ hasNotText: 'sin leer' }).waitFor(TOLD);
  });

  test('her picture is there to look at', async () => {
    await deliver({ from: NORA, text: 'Es este', media: [{ fileName: 'orders-041.jpg' }] });
    const sent = thread(admin).getByRole('article').filter({ hasText: 'Es este' });
    await sent.getByRole('button', { name: 'Ampliar la imagen' }).locator('img').waitFor(TOLD);
    expect(await faultsOf(admin.page)).toEqual([]);
    await sent.getByRole('button', { name: 'Ampliar la imagen' }).click();
    const dialog = admin.page.getByRole('dialog', { name: 'Imagen de Nora' });
    await dialog.getByRole('img', { name: 'Imagen de Nora' }).waitFor();
    await admin.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('a picture with a caption and a PDF reach her phone, fetched from our own address', async () => {
    const { page } = admin;
    const choose = page.locator('form input[type=file]');
    const field = page.getByRole('textbox', { name: 'Escribir a Nora' });
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF');
    await choose.setInputFiles({ name: 'Factura de Nora.pdf', mimeType: 'application/pdf', buffer: pdf });
    expect(await faultsOf(page)).toEqual([]);
    await field.fill('Su factura');
    await page.keyboard.press('Enter');
    await phone.page.locator('.bubble.theirs .media.document').waitFor(TOLD);
    await phone.page.locator('.bubble.theirs').filter({ hasText: 'Su factura' }).waitFor(TOLD);
    const picture = await page.screenshot({ type: 'png', clip: { x: 0, y: 0, width: 400, height: 300 } });
    await choose.setInputFiles({ name: 'captura.png', mimeType: 'image/png', buffer: picture });
    await field.fill('Así se ve');
    await page.keyboard.press('Enter');
    await phone.page.locator('.bubble.theirs').filter({ hasText: 'Así se ve' }).locator('.picture img').waitFor(TOLD);
    const sent = thread(admin).getByRole('article').filter({ hasText: 'Así se ve' });
    await sent.getByRole('button', { name: 'Ampliar la imagen' }).locator('img').waitFor(TOLD);
    await sent.getByText('Leído').waitFor(TOLD);
    await thread(admin)
      .getByRole('article')
      .filter({ hasText: 'Factura de Nora.pdf' })
      .getByText('Leído')
      .waitFor(TOLD);
    expect(await faultsOf(page)).toEqual([]);
  });

  test('what is not delivered says why, and another press delivers it', async () => {
    const faults = `${inject('stack').simulator}/control/faults`;
    const headers = { 'Content-Type': 'application/json' };
    await fetch(faults, { method: 'PUT', headers, body: JSON.stringify({ statuses: { errorCode: 63024 } }) });
    await admin.page.getByRole('textbox', { name: 'Escribir a Nora' }).fill('¿Talla M?');
    await admin.page.getByRole('button', { name: 'Enviar', exact: true }).click();
    const asked = thread(admin).getByRole('article').filter({ hasText: '¿Talla M?' });
    await asked.getByText('Este teléfono ahora no tiene WhatsApp').waitFor(TOLD);
    expect(await faultsOf(admin.page)).toEqual([]);
    await fetch(faults, { method: 'DELETE' });
    await asked.getByRole('button', { name: 'Intentar de nuevo' }).click();
    await asked.getByText('Leído').waitFor(TOLD);
    expect(await asked.count()).toBe(1);
  });

  test('the end stays in view while messages come, and the place is kept when older ones are loaded', async () => {
    await keepOldMessages(60);
    await write('Hasta mañana');
    await thread(admin).getByText('Hasta mañana', { exact: true }).waitFor(TOLD);
    const isInView = (text: string) =>
      thread(admin).evaluate((view, wanted) => {
        const found = [...view.querySelectorAll('p')].find(({ textContent }) => textContent === wanted);
        const [box, frame] = [found?.getBoundingClientRect(), view.getBoundingClientRect()];
        return box !== undefined && box.top >= frame.top && box.bottom <= frame.bottom;
      }, text);
    await expect.poll(() => isInView('Hasta mañana')).toBe(true);
    const older = thread(admin).getByRole('button', { name: 'Cargar mensajes anteriores' });
    await older.scrollIntoViewIfNeeded();
    const oldest = thread(admin)
      .getByText(/^Línea/)
      .first();
    const oldestText = await oldest.innerText();
    const before = await oldest.boundingBox();
    await older.click();
    await thread(admin).getByText('Línea 1.', { exact: true }).waitFor({ state: 'attached' });
    const after = () => thread(admin).getByText(oldestText, { exact: true }).boundingBox();
    await expect.poll(async () => Math.abs(((await after())?.y ?? 0) - (before?.y ?? 0)) < 3).toBe(true);
    await admin.page.getByRole('button', { name: 'Ir al último' }).click();
    await expect.poll(() => isInView('Hasta mañana')).toBe(true);
  });

  test('another importer sees nothing of it, neither in the list nor by its address', async () => {
    await open(other, '/conversations');
    await other.page.getByRole('heading', { name: 'Chats', exact: true }).waitFor();
    await other.page.getByRole('searchbox', { name: 'Nombre o teléfono' }).fill('Nora');
    await other.page.getByText('Ningún chat coincide.').waitFor();
    await open(other, new URL(admin.page.url()).pathname);
    await other.page.getByRole('heading', { name: 'Aquí no hay nada' }).waitFor();
  });

  test('on a small screen the list and the chat take turns', async () => {
    const { page } = admin;
    await page.setViewportSize({ width: 360, height: 780 });
    await page.getByRole('link', { name: 'Todos los chats' }).click();
    await page.getByText('Todo está leído.').waitFor();
    await page.getByRole('button', { name: 'Mostrar todos' }).click();
    await row(admin).waitFor();
    expect(await page.getByRole('textbox', { name: 'Escribir a Nora' }).count()).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await setWelcome('');
    expect([...admin.errors, ...other.errors, ...phone.errors]).toEqual([]);
  });
});
