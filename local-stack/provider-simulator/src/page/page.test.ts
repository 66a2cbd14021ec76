import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../testing/start-world.ts';

const PUBLIC = new URL('../../public/', import.meta.url);
const HTML = readFileSync(new URL('index.html', PUBLIC), 'utf8');

/** The page's texts; typed here because the page is plain JavaScript. */
interface Texts {
  en: Record<string, string>;
  es: Record<string, string>;
}
const { texts }: { texts: Texts } = await import(new URL('js/texts.js', PUBLIC).href);

describe('the texts of the page', () => {
  test('are the same in both languages, down to their blanks', () => {
    const blanksOf = (all: Record<string, string>) =>
      Object.entries(all).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).toSorted()]);
    expect(blanksOf(texts.es)).toEqual(blanksOf(texts.en));
    expect(Object.values(texts.es).every((text) => text.trim() !== '')).toBe(true);
  });

  test('stand in the HTML as they are in English, so that it can be read before the script runs', () => {
    const marked = [...HTML.matchAll(/data-text="(\w+)"[^>]*>([^<]*)</g)];
    expect(marked.length).toBeGreaterThan(20);
    for (const [, key, shown] of marked) expect({ key, shown }).toEqual({ key, shown: texts.en[String(key)] });
  });

  test('name every control that tests and screen readers look for', () => {
    for (const [, key, label] of HTML.matchAll(/data-text-label="(\w+)"[^>]*?aria-label="([^"]*)"/g)) {
      expect({ key, label }).toEqual({ key, label: texts.en[String(key)] });
    }
    const names = {
      whoYouAre: 'Who you are',
      message: 'Message',
      send: 'Send',
      attach: 'Attach',
      sendSample: 'Send {name}',
    };
    expect(texts.en).toMatchObject(names);
  });
});

describe('serving', () => {
  let world: Awaited<ReturnType<typeof startWorld>>;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  test('the page and everything it loads are there, under a strict content policy', async () => {
    const page = await fetch(world.simulator.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).toBe(HTML);
    const linked = [...HTML.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path);
    const modules = readdirSync(fileURLToPath(new URL('js', PUBLIC))).map((name) => `js/${name}`);
    for (const path of [...linked, ...modules]) {
      expect({ path, status: (await fetch(`${world.simulator.url}/${path}`)).status }).toEqual({ path, status: 200 });
    }
  });
});
