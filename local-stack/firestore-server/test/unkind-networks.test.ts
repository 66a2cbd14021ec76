import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';
import type { PageSettings } from './browser-page.ts';
import { connect, OPEN_RULES, putRules, type TestServer } from './connect.ts';
import { startUnkindProxy } from './unkind-proxy.ts';

let server: TestServer;
let browser: TestBrowser;

beforeAll(async () => {
  [server, browser] = await Promise.all([connect(), startBrowser()]);
  if (!server.isOurs) await putRules(server, OPEN_RULES);
}, 60_000);
afterAll(async () => {
  await browser.stop();
  await server.stop();
});

const settings = (run: string, { host, port }: { host: string; port: number } = server): PageSettings => ({
  host,
  port,
  projectId: server.projectId,
  transport: {},
  run,
});
const documentUrl = (path: string): string =>
  `http://${server.host}:${server.port}/v1/projects/${server.projectId}/databases/(default)/documents/${path}`;
const put = async (path: string, n: number): Promise<void> => {
  const body = JSON.stringify({ fields: { n: { integerValue: String(n) } } });
  expect((await fetch(documentUrl(path), { method: 'PATCH', body })).status).toBe(200);
};

test('behind a proxy that holds responses back, default settings fall back to long polling', async () => {
  const proxy = await startUnkindProxy(server);
  const tab = await browser.openTab();
  const given = settings('proxy', proxy);
  await tab.evaluate(([s, path]) => globalThis.page.watch(s, path), [given, 'proxy/one'] as const);
  await tab.evaluate(([s, path]) => globalThis.page.write(s, path, 1), [given, 'proxy/one'] as const);
  await tab.waitForFunction(() => globalThis.page.lastSeen() === 1);
  await put('proxy/one', 2);
  await tab.waitForFunction(() => globalThis.page.lastSeen() === 2);
  expect(proxy.heldBack()).toBeGreaterThan(0);
  await tab.close();
  await proxy.stop();
}, 30_000);

test('a write whose reply is lost is sent again by the SDK, and takes effect once', async () => {
  const proxy = await startUnkindProxy(
    server,
    ({ url = '' }, body) => url.includes('/Write/channel') && body.includes('increment'),
  );
  const tab = await browser.openTab();
  const given = settings('lost', proxy);
  await tab.evaluate(([s, path]) => globalThis.page.increment(s, path), [given, 'lost/one'] as const);
  expect(proxy.lost()).toBe(1);
  const stored = Object(await (await fetch(documentUrl('lost/one'))).json());
  expect(stored.fields).toEqual({ n: { integerValue: '1' } });
  await tab.close();
  await proxy.stop();
}, 30_000);

test('offline and back: what changed meanwhile arrives', async () => {
  const tab = await browser.openTab();
  await put('offline/one', 1);
  await tab.evaluate(([s, path]) => globalThis.page.watch(s, path), [settings('offline'), 'offline/one'] as const);
  await tab.waitForFunction(() => globalThis.page.lastSeen() === 1);
  await tab.context().setOffline(true);
  await put('offline/one', 2);
  expect(await tab.evaluate(() => globalThis.page.lastSeen())).toBe(1);
  await tab.context().setOffline(false);
  await tab.waitForFunction(() => globalThis.page.lastSeen() === 2);
  await tab.close();
}, 30_000);
