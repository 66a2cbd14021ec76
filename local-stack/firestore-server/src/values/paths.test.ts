import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFieldPath, parseFieldPath, projectFields, valueAt, withoutValueAt, withValueAt } from './field-path.ts';
import { comparePaths, parseDocumentName, parseParent } from './resource-path.ts';
import type { Fields } from './value.ts';

const ROOT = 'projects/p/databases/(default)/documents';

describe('document names', () => {
  test.each([
    { path: 'c/d', why: 'a document' },
    { path: 'c/d/e/f', why: 'a nested document' },
    { path: 'c/____', why: 'four underscores' },
    { path: 'c/__id7__', why: 'a numeric id' },
    { path: `c/${'x'.repeat(1500)}`, why: '1500 bytes' },
    { path: 'c/a b:ü😀', why: 'any other characters' },
  ])('$path is accepted: $why', ({ path }) => expect(parseDocumentName(`${ROOT}/${path}`).path).toBe(path));

  test.each([
    { path: 'c', why: 'a collection' },
    { path: 'c/d/e', why: 'a nested collection' },
    { path: 'c//d', why: 'an empty segment' },
    { path: 'c/.', why: 'a dot' },
    { path: 'c/..', why: 'two dots' },
    { path: 'c/__x__', why: 'reserved' },
    { path: 'c/_____', why: 'five underscores' },
    { path: `c/${'ü'.repeat(751)}`, why: '1502 bytes' },
    { path: '', why: 'nothing' },
  ])('$path is refused: $why', ({ path }) => {
    expect(() => parseDocumentName(`${ROOT}/${path}`)).toThrow(expect.objectContaining({ status: 'INVALID_ARGUMENT' }));
  });

  test('a parent is the root or a document', () => {
    expect(parseParent(ROOT).path).toBe('');
    expect(parseParent(`${ROOT}/c/d`).path).toBe('c/d');
    expect(() => parseParent(`${ROOT}/c`)).toThrow();
  });

  test('paths are ordered segment by segment, a prefix first, numeric ids by number before the others', () => {
    const sorted = ['a', 'a/__id-2__', 'a/__id3__', 'a/__id20__', 'a/!', 'a/b', 'a/b/c', 'a/b!', 'b'];
    expect([...sorted].reverse().sort(comparePaths)).toEqual(sorted);
  });
});

describe('field paths', () => {
  test.each([
    { text: 'a', path: ['a'] },
    { text: 'a.b_1', path: ['a', 'b_1'] },
    { text: '`a.b`.c', path: ['a.b', 'c'] },
    { text: '`a\\`b\\\\`', path: ['a`b\\'] },
    { text: 'a-b', path: ['a-b'] },
  ])('$text ▶ $path', ({ text, path }) => expect(parseFieldPath(text)).toEqual(path));

  test.each(['', '.', 'a.', '.a', 'a..b', '`a'])('"%s" is refused', (text) =>
    expect(() => parseFieldPath(text)).toThrow());

  test('what is formatted can be parsed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 }), (path) => {
        expect(parseFieldPath(formatFieldPath(path))).toEqual(path);
      }),
    );
  });
});

describe('fields by path', () => {
  const one = { integerValue: '1' };
  const fields: Fields = { a: { mapValue: { fields: { b: one } } }, n: one };

  test('what is set can be read, and nothing else changes', () => {
    const changed = withValueAt(fields, ['a', 'c', 'd'], one);
    expect(valueAt(changed, ['a', 'c', 'd'])).toBe(one);
    expect(valueAt(changed, ['a', 'b'])).toBe(one);
    expect(valueAt(fields, ['a', 'c'])).toBeUndefined();
  });

  test('a path below a value that is no map replaces it; deleting there does nothing', () => {
    expect(withValueAt(fields, ['n', 'x'], one).n).toEqual({ mapValue: { fields: { x: one } } });
    expect(withoutValueAt(fields, ['n', 'x'])).toEqual(fields);
    expect(withoutValueAt(fields, ['a', 'b']).a).toEqual({ mapValue: { fields: {} } });
  });

  test('names of inherited properties are no fields', () => {
    expect(valueAt(fields, ['constructor'])).toBeUndefined();
    expect(valueAt(withValueAt(fields, ['constructor'], one), ['constructor'])).toBe(one);
  });

  test('a projection keeps only what is listed', () => {
    expect(projectFields(fields, [['a', 'b'], ['missing']])).toEqual({ a: fields.a });
    expect(projectFields(fields, [])).toEqual({});
  });
});
