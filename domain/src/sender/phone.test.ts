import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhone, parsePhone } from './phone.ts';

describe('parsePhone', () => {
  test.each([
    ['whatsapp:+50370000001', '+50370000001', 'Twilio'],
    ['50370000001@c.us', '+50370000001', 'WAHA'],
    ['50370000001:12@s.whatsapp.net', '+50370000001', 'WhatsApp with a device'],
    ['50370000001', '+50370000001', 'Meta: bare digits'],
    ['0050370000001', '+50370000001', 'international prefix'],
    ['tel:+503-7000-0001', '+50370000001', 'tel URI'],
    [' +503 7000-0001 ', '+50370000001', 'as people write it'],
    ['+５０３７０００００01', '+50370000001', 'full-width digits'],
    ['(+503) 7000.0001', '+50370000001', 'brackets and dots'],
    ['+5215512345678', '+525512345678', 'Mexico: the old mobile 1'],
    ['+525512345678', '+525512345678', 'Mexico'],
    ['+5491123456789', '+541123456789', 'Argentina: the mobile 9'],
    ['+541123456789', '+541123456789', 'Argentina'],
    ['+551191234567', '+5511991234567', 'Brazil: eight digits, mobile'],
    ['+5511991234567', '+5511991234567', 'Brazil: nine digits'],
    ['+551131234567', '+551131234567', 'Brazil: a landline keeps eight'],
    ['+15550100', '+15550100', 'a fictional number'],
    ['+2901234', '+2901234', 'Saint Helena: short'],
    ['40404', '+40404', 'a short code, which writes to us'],
    ['123@c.us', '+123', 'the shortest'],
  ])('%s ▶ %s (%s)', (text, expected) => {
    expect(parsePhone(text)).toEqual({ ok: true, value: expected });
  });

  test.each([
    '',
    '+',
    'whatsapp:SV.7001002003004005',
    '1234567890@lid',
    '120363@g.us',
    'x@newsletter',
    'Amazon',
    '+0503',
    '+1234567890123456',
    '12',
    '0@c.us',
  ])('%j is no phone', (text) => {
    expect(parsePhone(text)).toMatchObject({ ok: false, failure: { code: 'not-a-phone' } });
  });

  test('a person writes national numbers of El Salvador, a provider never does', () => {
    expect(parsePhone('7000-0001', 'person')).toEqual({ ok: true, value: '+50370000001' });
    expect(parsePhone('40404', 'person').ok).toBe(false);
    expect(parsePhone('70000001', 'provider')).toEqual({ ok: true, value: '+70000001' });
  });

  test('reading a canonical phone again changes nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (text) => {
        const once = parsePhone(text);
        if (once.ok) expect(parsePhone(once.value)).toEqual(once);
      }),
    );
  });
});

test('maskPhone leaves three digits', () => {
  expect(maskPhone('phone:+50370000123')).toBe('phone:+••••••••123');
});
