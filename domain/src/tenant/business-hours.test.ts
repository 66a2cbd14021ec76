import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BusinessHours, businessHoursRecord, WEEKDAYS } from '../records/business-hours-record.ts';
import { faultInHours, isOpenAt, sortedHours } from './business-hours.ts';

const hours = (over: Partial<BusinessHours> = {}): BusinessHours => ({
  ...{ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  holidays: [],
  ...over,
});
const nineToFive = [{ opens: '09:00', closes: '17:00' }];
const allDay = [{ opens: '00:00', closes: '24:00' }];

describe('R32: open, on the wall clock of the tenant’s time zone', () => {
  // 2026-03-02 is a Monday; El Salvador is six hours behind UTC all year
  test.each([
    ['2026-03-02T14:59:59Z', false, 'a second before nine'],
    ['2026-03-02T15:00:00Z', true, 'at nine'],
    ['2026-03-02T22:59:59Z', true, 'a second before five'],
    ['2026-03-02T23:00:00Z', false, 'at five'],
    ['2026-03-03T15:00:00Z', false, 'on a day without hours'],
  ])('%s ▶ %s (%s)', (at, isOpen) => {
    expect(isOpenAt(hours({ monday: nineToFive }), new Date(at), 'America/El_Salvador')).toBe(isOpen);
  });

  test.each([
    ['2026-03-03T05:59:59Z', true, 'the last second of Monday there, Tuesday in UTC'],
    ['2026-03-03T06:00:00Z', false, 'Tuesday there'],
    ['2026-03-02T06:00:00Z', true, 'the first second of Monday there'],
  ])('%s ▶ %s (until 24:00: %s)', (at, isOpen) => {
    expect(isOpenAt(hours({ monday: allDay }), new Date(at), 'America/El_Salvador')).toBe(isOpen);
  });

  test.each([
    ['2026-03-08T06:59:00Z', true, '1:59 EST'],
    ['2026-03-08T07:00:00Z', false, '3:00 EDT: the hour from two to three is skipped, and with it the opening'],
    ['2026-11-01T05:30:00Z', true, '1:30 EDT'],
    ['2026-11-01T06:30:00Z', true, '1:30 EST: the hour is repeated, and open twice'],
    ['2026-11-01T07:00:00Z', false, '2:00 EST'],
  ])('New York, open from one to two: %s ▶ %s (%s)', (at, isOpen) => {
    const sunday = [{ opens: '01:00', closes: '02:00' }];
    expect(isOpenAt(hours({ sunday }), new Date(at), 'America/New_York')).toBe(isOpen);
  });

  test('a holiday is closed by the date there, whatever the weekday', () => {
    const open = hours({ monday: allDay, tuesday: allDay, holidays: ['2026-03-02'] });
    expect(isOpenAt(open, new Date('2026-03-03T05:59:00Z'), 'America/El_Salvador')).toBe(false);
    expect(isOpenAt(open, new Date('2026-03-03T06:00:00Z'), 'America/El_Salvador')).toBe(true);
  });

  test('no hours: always open; an unknown zone: by UTC', () => {
    expect(isOpenAt(null, new Date('2026-03-02T03:00:00Z'), 'America/El_Salvador')).toBe(true);
    expect(isOpenAt(hours({ monday: nineToFive }), new Date('2026-03-02T09:00:00Z'), 'Nowhere/At_All')).toBe(true);
  });

  test('two half days are open as one whole', () => {
    const twice = hours({
      monday: [
        { opens: '00:00', closes: '12:00' },
        { opens: '12:00', closes: '24:00' },
      ],
    });
    const at = fc.date({
      min: new Date('2026-03-02T06:00:00Z'),
      max: new Date('2026-03-03T05:59:59Z'),
      noInvalidDate: true,
    });
    fc.assert(fc.property(at, (moment) => isOpenAt(twice, moment, 'America/El_Salvador')));
  });
});

describe('hours that a person typed', () => {
  test.each([
    [[{ opens: '09:00', closes: '09:00' }], 'ends-before-it-begins'],
    [[{ opens: '22:00', closes: '02:00' }], 'ends-before-it-begins'],
    [
      [
        { opens: '09:00', closes: '13:00' },
        { opens: '12:59', closes: '17:00' },
      ],
      'overlap',
    ],
    [
      [
        { opens: '13:00', closes: '24:00' },
        { opens: '09:00', closes: '13:00' },
      ],
      null,
    ],
    [[], null],
  ] as const)('%j ▶ %s', (friday, why) => {
    expect(faultInHours(sortedHours(hours({ friday: [...friday] })))).toEqual(why && { day: 'friday', why });
  });

  test.each([
    [{ opens: '24:00', closes: '24:00' }, false],
    [{ opens: '9:00', closes: '17:00' }, false],
    [{ opens: '09:00', closes: '24:01' }, false],
    [{ opens: '09:00', closes: '24:00' }, true],
  ])('%j is an interval: %s', (interval, isOne) => {
    expect(businessHoursRecord.safeParse(hours({ sunday: [interval] })).success).toBe(isOne);
  });

  test('holidays are kept once and in order; every weekday has its own hours', () => {
    expect(sortedHours(hours({ holidays: ['2026-12-25', '2026-01-01', '2026-12-25'] })).holidays).toEqual([
      '2026-01-01',
      '2026-12-25',
    ]);
    // 2026-03-02 is a Monday
    for (const [i, day] of WEEKDAYS.entries())
      for (const [j] of WEEKDAYS.entries())
        expect(isOpenAt(hours({ [day]: allDay }), new Date(Date.UTC(2026, 2, 2 + j, 18)), 'UTC')).toBe(i === j);
  });
});
