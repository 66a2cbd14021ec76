import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type {} from './start-stack.ts';

/**
 * Tests run as root in containers, where Chromium's sandbox cannot start; nothing but our own pages is opened. The
 * arguments that come with the bundled browser are for cloud functions: its single process would mix up the contexts.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];

/** The browser: CHROMIUM_PATH if set, else the one that comes with the npm package, which needs no download. */
export async function launchBrowser(): Promise<Browser> {
  const { default: bundled } = await import('@sparticuz/chromium');
  const executablePath = process.env.CHROMIUM_PATH || (await bundled.executablePath());
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A person at a screen of their own: nothing is shared with other contexts. Errors on the console fail the test. */
export async function openScreen(
  browser: Browser,
  options: { locale?: string; phone?: boolean } = {},
): Promise<Screen> {
  const context = await browser.newContext({
    locale: options.locale ?? 'es-SV',
    reducedMotion: 'reduce', // so that nothing is looked at while it moves
    viewport: options.phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !isOfBusyMachine(message.text(), message.location().url))
      errors.push(message.text());
  });
  return { context, page, errors };
}

/**
 * What browsers note on a machine that does other things as well: a cover that is still on its way from WhatsApp is not there yet, and is
 * asked for again; the hosting emulator gives up on functions that take a minute to start.
 */
const isOfBusyMachine = (text: string, url: string): boolean =>
  (text.includes('status of 404') && url.endsWith('/media/thumbnail')) || text.includes('504 (Gateway Timeout)');

export type Screen = { readonly context: BrowserContext; readonly page: Page; readonly errors: string[] };

export const PASSWORD = 'casillero-demo';

/** Signs in at the dashboard as one of the demo's people, in Spanish. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(inject('stack').dashboard);
  await page.getByRole('textbox', { name: 'Correo electrónico' }).fill(email);
  await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
}
