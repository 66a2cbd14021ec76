import { describe, expect, test } from 'vitest';
import { filesPasted, sendsByKey } from './field-events.ts';

test.each([
  { what: 'Enter', pressed: {}, isTouch: false, isSent: true },
  { what: 'Shift+Enter', pressed: { shiftKey: true }, isTouch: false, isSent: false },
  { what: 'a letter', pressed: { key: 'a', keyCode: 65 }, isTouch: false, isSent: false },
  { what: 'Enter on a touch screen', pressed: {}, isTouch: true, isSent: false },
  { what: 'Enter in a composition', pressed: { isComposing: true }, isTouch: false, isSent: false },
  { what: 'Enter that ends one in Safari', pressed: { keyCode: 229 }, isTouch: false, isSent: false },
])('$what sends: $isSent', ({ pressed, isTouch, isSent }) =>
  expect(sendsByKey({ key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13, ...pressed }, isTouch)).toBe(
    isSent,
  ));

describe('pasting', () => {
  const picture = new File(['x'], 'image.png', { type: 'image/png' });
  const pasted = (texts: Readonly<Record<string, string>>, files: readonly File[]) => ({
    types: [...Object.keys(texts), ...(files.length > 0 ? ['Files'] : [])],
    getData: (type: string) => texts[type] ?? '',
    files,
  });

  test.each([
    { what: 'a screenshot', texts: {}, files: [picture], attached: [picture] },
    { what: 'a picture out of a page', texts: { 'text/html': '<img>' }, files: [picture], attached: [picture] },
    { what: 'cells of a spreadsheet', texts: { 'text/plain': 'A\tB' }, files: [picture], attached: [] },
    { what: 'a file with its name', texts: { 'text/plain': 'image.png' }, files: [picture], attached: [picture] },
    { what: 'a text', texts: { 'text/plain': 'Hola' }, files: [], attached: [] },
  ])('$what attaches as it should', ({ texts, files, attached }) =>
    expect(filesPasted(pasted(texts, files))).toEqual(attached));
});
