import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTenantId } from './tenant-id.ts';
import { tenantIdOfName, tenantIdsToTry } from './tenant-id-of-name.ts';

test.each([
  ['Importadora Cuscatlán, S.A. de C.V.', 'importadora-cuscatlan-s-a-de-c-v'],
  ['  Ñandú & Hijos  ', 'nandu-hijos'],
  ['507 Cargo', '507-cargo'],
  ['a'.repeat(80), 'a'.repeat(36)],
  [`${'a'.repeat(35)} b`, 'a'.repeat(35)],
  ['包裹', null],
  ['X', null],
])('%s ▶ %s', (name, id) => {
  expect(tenantIdOfName(name)).toBe(id);
});

test('whatever the name, what is tried can be an id, and no two are the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
      const ids = tenantIdsToTry(name);
      expect(ids.every((id) => parseTenantId(id) === id)).toBe(true);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
