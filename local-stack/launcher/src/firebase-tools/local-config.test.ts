import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PortLayout, portLayout } from '../ports/port-layout.ts';
import { type FirebaseJson, localFirebaseConfig, localStackDocument } from './local-config.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const production = JSON.parse(readFileSync(join(ROOT, 'firebase.json'), 'utf8')) as FirebaseJson;

function layout(base: number): PortLayout {
  const result = portLayout(base);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

const policyOf = ({ hosting }: FirebaseJson) =>
  Object.fromEntries(
    (
      hosting.headers.flatMap(({ headers }) => headers).find(({ key }) => key === 'Content-Security-Policy')?.value ??
      ''
    )
      .split('; ')
      .map((directive) => [directive.split(' ')[0] ?? '', directive]),
  );

describe('localFirebaseConfig', () => {
  const local = localFirebaseConfig(production, layout(9000), '.local-stack/9000/settings');

  test('moves every emulator', () =>
    expect(local.emulators).toMatchObject({
      hosting: { host: '127.0.0.1', port: 9000 },
      functions: { port: 9001 },
      auth: { port: 9003 },
      hub: { port: 9007 },
      logging: { port: 9009 },
    }));

  test('names no emulator that firebase-tools does not know', () =>
    expect(Object.keys(local.emulators)).not.toContain('simulator'));

  test('gives the functions settings of their own', () =>
    expect(local.functions).toEqual([
      expect.objectContaining({ source: 'functions/lib', configDir: '.local-stack/9000/settings' }),
    ]));

  test.each(['connect-src', 'frame-src'])('lets the page reach the emulators: %s', (directive) =>
    expect(policyOf(local)[directive]).toBe(
      `${policyOf(production)[directive]} http://127.0.0.1:* http://localhost:*`,
    ));

  test('changes nothing else that hosting does', () => {
    const { 'connect-src': _1, 'frame-src': _2, ...otherDirectives } = policyOf(local);
    expect(policyOf(production)).toMatchObject(otherDirectives);
    expect({ ...local.hosting, headers: [] }).toEqual({ ...production.hosting, headers: [] });
  });
});

describe('firebase.json', () => {
  test('has the ports of the default base', () =>
    expect(localFirebaseConfig(production, layout(5000), '').emulators).toMatchObject(production.emulators));

  test('opens no loopback in production', () =>
    expect(JSON.stringify(production.hosting)).not.toMatch(/127\.|localhost/));

  test.each([
    ['Content-Security-Policy', /frame-ancestors 'none'/],
    ['X-Content-Type-Options', /^nosniff$/],
    ['X-Frame-Options', /^DENY$/],
    ['Referrer-Policy', /origin/],
    ['Permissions-Policy', /camera=\(self\)/],
    ['Strict-Transport-Security', /max-age=31536000/],
  ])('sends %s with every page', (key, value) => {
    const everywhere = production.hosting.headers.find(({ source }) => source === '**')?.headers;
    expect(everywhere?.find((header) => header.key === key)?.value).toMatch(value);
  });

  test.each(["'unsafe-eval'", "script-src 'unsafe-inline'", 'http:'])('its policy has no %s', (weakness) =>
    expect(Object.values(policyOf(production)).join('; ')).not.toContain(weakness));
});

test('storage.rules deny everything, as the local replacement of their runtime does', () =>
  expect(readFileSync(join(ROOT, 'storage.rules'), 'utf8').match(/allow[^;]*;/g)).toEqual([
    'allow read, write: if false;',
  ]));

test('the web app is told where Auth and Firestore are', () =>
  expect(localStackDocument(layout(9000))).toMatchObject({
    localStack: 1,
    auth: { url: 'http://127.0.0.1:9003' },
    firestore: { host: '127.0.0.1', port: 9002 },
  }));
