import { expect, test } from 'vitest';
import { findDate } from './printed-date.ts';

test.each([
  { text: 'November 4, 2025', language: 'en', date: '2025-11-04' },
  { text: 'Nov 14, 2025', language: 'en', date: '2025-11-14' },
  { text: '3 feb 2026', language: 'es', date: '2026-02-03' },
  { text: '20 feb. 2026', language: 'es', date: '2026-02-20' },
  { text: '14 de enero de 2026', language: 'es', date: '2026-01-14' },
  { text: '2025-12-15 07:22', language: 'es', date: '2025-12-15' },
  { text: '11/08/2025', language: 'en', date: '2025-11-08' },
  { text: '11/08/2025', language: 'es', date: '2025-08-11' },
  { text: '25/12/2025', language: 'en', date: '2025-12-25' },
  { text: '1/5/26', language: 'en', date: '2026-01-05' },
  { text: 'February 31, 2026', language: 'en', date: null },
  { text: 'Fri, Nov 14', language: 'en', date: null },
  { text: '113-6724483-2918183', language: 'en', date: null },
] as const)('$text on a page in $language ▶ $date', ({ text, language, date }) =>
  expect(findDate(text, language)).toBe(date));
