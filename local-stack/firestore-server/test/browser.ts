import http from 'node:http';
import type { AddressInfo } from 'node:net';
import chromium from '@sparticuz/chromium';
import { build } from 'esbuild';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

/** A browser, and a page with the SDK in it. */
export type TestBrowser = {
  readonly browser: Browser;
  /** Opens the page in a new tab; tabs share their connections, as tabs of one person do. */
  openTab(): Promise<Page>;
  stop(): Promise<void>;
};

/** Bundles the page, serves it from a port of its own (so that CORS is at work) and starts a headless browser. */
export async function startBrowser(): Promise<TestBrowser> {
  const bundle = await build({
    entryPoints: [new URL('browser-page.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  });
  const script = bundle.outputFiles[0]?.text ?? '';
  const pages = http.createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isScript ? script : '<!doctype html><title>SDK</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const { port } = pages.address() as AddressInfo;
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args });
  const context = await browser.newContext();
  return {
    browser,
    openTab: async () => {
      const page = await context.newPage();
      await page.goto(`http://localhost:${port}/`);
      return page;
    },
    stop: async () => {
      await browser.close();
      pages.closeAllConnections();
      pages.close();
    },
  };
}
