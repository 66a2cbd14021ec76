import { displayPhone } from '@casillero/domain/sender/display-phone';
import { expect, test } from 'vitest';
import { formatCount, formatMoney } from './money.ts';
import { formatHomePhone } from './phone.ts';
import { formatPlainDate, formatRelative } from './time.ts';

/** Intl separates with spaces that do not break; they are no matter here. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  { region: 'es-SV', amount: 1234.5, currency: 'USD', text: '$1,234.50' },
  { region: 'en-US', amount: -22.4, currency: 'USD', text: '-$22.40' },
  { region: 'en-US', amount: 0, currency: 'USD', text: '$0.00' },
  { region: 'es-SV', amount: 95, currency: 'MXN', text: 'MXN 95.00' },
  { region: 'es-ES', amount: 12345.6, currency: 'EUR', text: '12.345,60 €' },
  { region: 'en-US', amount: 12.5, currency: null, text: '12.50' },
])('$amount $currency in $region ▶ $text', ({ region, amount, currency, text }) =>
  expect(plain(formatMoney(region, amount, currency))).toBe(text));

test.each([
  { seconds: -3, es: 'ahora', en: 'now', why: 'our clock is behind the server’s' },
  { seconds: 59, es: 'ahora', en: 'now', why: 'seconds are not worth reading' },
  { seconds: 60, es: 'hace 1 minuto', en: '1 minute ago', why: '' },
  { seconds: 3_599, es: 'hace 59 minutos', en: '59 minutes ago', why: '' },
  { seconds: 7_200, es: 'hace 2 horas', en: '2 hours ago', why: '' },
  { seconds: 86_400, es: 'ayer', en: 'yesterday', why: '' },
  { seconds: 6 * 86_400, es: 'hace 6 días', en: '6 days ago', why: '' },
  { seconds: 7 * 86_400, es: '3 feb 2026', en: 'Feb 3, 2026', why: 'from a week on the date' },
])('$seconds s ago ▶ $en $why', ({ seconds, es, en }) => {
  const now = new Date('2026-02-10T18:00:00Z');
  const at = new Date(now.getTime() - seconds * 1000);
  expect(plain(formatRelative('es-SV', at, now))).toBe(es);
  expect(plain(formatRelative('en-US', at, now))).toBe(en);
});

test.each([
  { region: 'es-SV', text: '19 de enero de 2026' },
  { region: 'en-US', text: 'January 19, 2026' },
])('a day without a zone is the same day everywhere: $text', ({ region, text }) =>
  expect(formatPlainDate(region, '2026-01-19')).toBe(text));

test.each([
  '+50370000001',
  '+50322000000',
  '+12025550123',
  '+13055550199',
])('%s without the numbering plans is written as with them', (phone) =>
  expect(formatHomePhone(phone)).toBe(displayPhone(phone)));

test.each(['+5215512345678', '+34612345678', '+5037000', 'lid:42'])('%s needs the numbering plans', (phone) =>
  expect(formatHomePhone(phone)).toBeNull());

test('counts are grouped as the reader does', () => expect(formatCount('en-US', 12_000)).toBe('12,000'));
