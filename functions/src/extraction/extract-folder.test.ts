import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { aPdf } from '../../test/pictures.ts';

const command = fileURLToPath(new URL('./extract-folder.ts', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });

test.each([
  { why: 'no folder', args: ['--out', 'x.json'] },
  { why: 'no --out', args: ['.'] },
  { why: 'an unknown flag', args: ['.', '--out', 'x.json', '--fast'] },
  { why: 'a folder that does not exist', args: ['/does/not/exist', '--out', 'x.json'] },
])('$why: says how it is used and exits with 2', ({ args }) => {
  const { status, stderr } = run(...args);
  expect(status).toBe(2);
  expect(stderr).toContain('Usage: npm run extract -- DIR --out predictions.json');
});

test('a folder without images exits with 2', () => {
  const empty = mkdtempSync(join(tmpdir(), 'casillero-empty-'));
  try {
    expect(run(empty, '--out', 'x.json').status).toBe(2);
  } finally {
    rmSync(empty, { recursive: true });
  }
});

test('reads HEIC photos and PDFs too; what is damaged is told and stops nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casillero-folder-'));
  const media = fileURLToPath(new URL('../../../e2e/fixtures/media/orders-024.heic', import.meta.url));
  const page = aPdf([
    [60, 'Amazon.com'],
    [60, 'Order Details'],
    [60, 'Order number: 113-6724483-2918183'],
    [60, 'Order date: March 2, 2026'],
    [60, 'Subtotal: $40.00'],
    [60, 'Shipping: $5.00'],
    [60, 'Order total: $45.00'],
  ]);
  try {
    copyFileSync(media, join(folder, 'a.heic'));
    writeFileSync(join(folder, 'b.pdf'), Buffer.from(page, 'base64'));
    writeFileSync(join(folder, 'c.pdf'), '%PDF-1.7 nothing');
    const out = join(folder, 'out.json');
    expect(run(folder, '--out', out)).toMatchObject({ status: 0, stderr: '' });
    const [heic, pdf, damaged] = JSON.parse(readFileSync(out, 'utf8')) as object[];
    expect(heic).toMatchObject({ file: 'a.heic', isOrder: true, total: 92.22 });
    expect(pdf).toMatchObject({
      file: 'b.pdf',
      orderNumber: '113-6724483-2918183',
      orderDate: '2026-03-02',
      total: 45,
    });
    expect(damaged).toMatchObject({ file: 'c.pdf', isOrder: false, failure: 'unreadable-image' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
