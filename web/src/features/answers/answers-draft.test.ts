import { describe, expect, test } from 'vitest';
import { draftOf, faultInDay, isSound, likeMonday, nextInterval, settingsOf, withDay } from './answers-draft.ts';

const draft = draftOf({ welcome: 'Hola', away: '', hours: null });
const day = (...times: string[]) =>
  times.map((each) => {
    const [opens = '', closes = ''] = each.split('-');
    return { opens, closes };
  });

describe('the form of automatic answers', () => {
  test('always open is kept as such, whatever hours are offered', () => {
    expect(draft.isAlwaysOpen).toBe(true);
    expect(settingsOf(draft).hours).toBeNull();
    expect(settingsOf({ ...draft, isAlwaysOpen: false }).hours?.saturday).toEqual(day('08:00-12:00'));
  });

  test('blanks around texts go, intervals and holidays come in order', () => {
    const typed = withDay(
      { ...draft, welcome: ' Hola \n', isAlwaysOpen: false },
      'monday',
      day('13:00-17:00', '08:00-12:00'),
    );
    const settings = settingsOf({
      ...typed,
      hours: { ...typed.hours, holidays: ['2026-12-25', '2026-08-06', '2026-12-25'] },
    });
    expect(settings.welcome).toBe('Hola');
    expect(settings.hours?.monday).toEqual(day('08:00-12:00', '13:00-17:00'));
    expect(settings.hours?.holidays).toEqual(['2026-08-06', '2026-12-25']);
  });

  test.each([
    { times: [], fault: null, why: 'closed' },
    { times: ['13:00-17:00', '08:00-12:00'], fault: null, why: 'whatever the order' },
    { times: ['08:00-24:00'], fault: null, why: 'to the day’s end' },
    { times: ['08:00-'], fault: 'missing', why: '' },
    { times: ['17:00-08:00'], fault: 'ends-before-it-begins', why: '' },
    { times: ['08:00-12:00', '11:00-13:00'], fault: 'overlap', why: '' },
  ])('$times ▶ $fault $why', ({ times, fault }) => {
    expect(faultInDay(day(...times))).toBe(fault);
    expect(isSound(withDay({ ...draft, isAlwaysOpen: false }, 'sunday', day(...times)))).toBe(fault === null);
  });

  test.each([
    { text: 'x'.repeat(1500), isOk: true },
    { text: ` ${'📦'.repeat(1500)} `, isOk: true },
    { text: 'x'.repeat(1501), isOk: false },
  ])('a text of $text.length units can be saved: $isOk', ({ text, isOk }) =>
    expect(isSound({ ...draft, away: text })).toBe(isOk));

  test.each([
    { before: [], next: '08:00-17:00' },
    { before: ['08:00-12:00'], next: '13:00-17:00' },
    { before: ['08:00-12:00', '13:00-17:00'], next: '18:00-22:00' },
    { before: ['08:00-23:30'], next: '22:00-24:00' },
  ])('after $before, $next is offered', ({ before, next }) =>
    expect([nextInterval(day(...before))]).toEqual(day(next)));

  test('Monday is copied to the other working days only', () => {
    const copied = likeMonday(withDay(draft, 'monday', day('09:00-18:00')));
    expect(copied.hours.friday).toEqual(day('09:00-18:00'));
    expect(copied.hours.saturday).toEqual(draft.hours.saturday);
  });
});
