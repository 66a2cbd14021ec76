import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';
import type { PageSettings } from './browser-page.ts';
import { connect, OPEN_RULES, putRules, type TestServer } from './connect.ts';
import { WEB_CASES } from './web-behaviour.ts';

let server: TestServer;
let browser: TestBrowser;
let tab: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([connect(), startBrowser()]);
  if (!server.isOurs) await putRules(server, OPEN_RULES);
  tab = await browser.openTab();
}, 60_000);
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const settings = (run: string, transport: PageSettings['transport']): PageSettings => {
  const { host, port, projectId } = server;
  return { host, port, projectId, transport, run };
};

describe.each([
  { transport: 'streaming', switches: {} },
  { transport: 'long polling', switches: { experimentalForceLongPolling: true } },
])('web SDK in Chromium, $transport', ({ transport, switches }) => {
  test.each(WEB_CASES.map(({ title }, index) => ({ title, index })))('$title', async ({ index }) => {
    await tab.evaluate(([given, which]) => globalThis.page.runCase(given, which), [
      settings(transport, switches),
      index,
    ] as const);
  }, 20_000);
});

describe('six connections per host', () => {
  test('ten clients in one page all listen and write', async () => {
    await tab.evaluate((given) => globalThis.page.manyClients(given, 10), settings('ten', {}));
  }, 30_000);

  test('six tabs all see a write', async () => {
    const given = settings('tabs', {});
    const tabs = await Promise.all(Array.from({ length: 6 }, () => browser.openTab()));
    await Promise.all(
      tabs.map((each) => each.evaluate(([s, path]) => globalThis.page.watch(s, path), [given, 'tabs/one'] as const)),
    );
    await tabs[0]?.evaluate(([s, path]) => globalThis.page.write(s, path, 7), [given, 'tabs/one'] as const);
    await Promise.all(tabs.map((each) => each.waitForFunction(() => globalThis.page.lastSeen() === 7)));
    expect(await Promise.all(tabs.map((each) => each.evaluate(() => globalThis.page.lastSeen())))).toEqual([
      7, 7, 7, 7, 7, 7,
    ]);
  }, 30_000);
});

describe('a persistent cache', () => {
  const documents = () =>
    `http://${server.host}:${server.port}/v1/projects/${server.projectId}/databases/(default)/documents`;
  const rest = (method: string, path: string) =>
    fetch(`${documents()}/${path}`, { method, body: method === 'PATCH' ? '{}' : null });
  const listenOnce = async (collectionId: string) => {
    const given = { ...settings('cache', {}), isPersistent: true };
    const page = await browser.openTab();
    const seen = await page.evaluate(([s, path]) => globalThis.page.listenOnce(s, path), [
      given,
      collectionId,
    ] as const);
    await page.close();
    return seen;
  };

  test('a page that comes back resumes: it shows what it had, then what changed meanwhile', async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => rest('PATCH', `resumed/${id}`)));
    expect(await listenOnce('resumed')).toEqual({ cached: [], current: ['a', 'b', 'c'] });
    await rest('DELETE', 'resumed/b');
    await rest('PATCH', 'resumed/d');
    expect(await listenOnce('resumed')).toEqual({ cached: ['a', 'b', 'c'], current: ['a', 'c', 'd'] });
  }, 30_000);

  test('after the database was cleared nothing of the old remains', async () => {
    await rest('PATCH', 'cleared/old');
    await listenOnce('cleared');
    await fetch(
      `http://${server.host}:${server.port}/emulator/v1/projects/${server.projectId}/databases/(default)/documents`,
      { method: 'DELETE' },
    );
    await rest('PATCH', 'cleared/new');
    expect((await listenOnce('cleared')).current).toEqual(['new']);
  }, 30_000);
});
