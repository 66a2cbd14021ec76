import { ANSWER_TEXT_MAX, type AnswersView } from '@casillero/domain/api/answers';
import {
  type BusinessHours,
  type OpenInterval,
  WEEKDAYS,
  type Weekday,
} from '@casillero/domain/records/business-hours-record';
import { faultInHours, sortedHours } from '@casillero/domain/tenant/business-hours';

/** What stands in the form of automatic answers. The hours are kept while "always open" is looked at. */
export type AnswersDraft = {
  readonly welcome: string;
  readonly away: string;
  readonly isAlwaysOpen: boolean;
  /** a time that was emptied is '' */
  readonly hours: BusinessHours;
  /** a date that was chosen for a holiday and not added yet; '' none */
  readonly chosenHoliday: string;
};

/** Why the opening times of a day cannot be kept. */
export type DayFault = 'missing' | 'ends-before-it-begins' | 'overlap';

/** No day is open. */
const CLOSED: BusinessHours = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
  holidays: [],
};

const workday: OpenInterval[] = [{ opens: '08:00', closes: '17:00' }];

/** Where a business begins that has set no hours yet. */
const USUAL: BusinessHours = {
  ...CLOSED,
  monday: workday,
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: [{ opens: '08:00', closes: '12:00' }],
};

/** The form as the settings fill it. */
export const draftOf = ({ welcome, away, hours }: Pick<AnswersView, 'welcome' | 'away' | 'hours'>): AnswersDraft => ({
  welcome,
  away,
  isAlwaysOpen: hours === null,
  hours: hours ?? USUAL,
  chosenHoliday: '',
});

/** The draft with the chosen date among the holidays, each day once. */
export const withChosenHoliday = (draft: AnswersDraft): AnswersDraft => ({
  ...draft,
  chosenHoliday: '',
  hours: {
    ...draft.hours,
    holidays: [...new Set([...draft.hours.holidays, draft.chosenHoliday])].filter((day) => day !== '').sort(),
  },
});

/** The settings as the API takes them; a chosen date that was not added is meant. */
export const settingsOf = (draft: AnswersDraft) => ({
  welcome: draft.welcome.trim(),
  away: draft.away.trim(),
  hours: draft.isAlwaysOpen ? null : sortedHours(withChosenHoliday(draft).hours),
});

/** How many characters a text has too many; 0 or less: none. */
export const tooManyCharacters = (text: string): number => [...text.trim()].length - ANSWER_TEXT_MAX;

/** What is wrong with a day's opening times, in whatever order they were typed; null: nothing. */
export function faultInDay(intervals: readonly OpenInterval[]): DayFault | null {
  if (intervals.some(({ opens, closes }) => opens === '' || closes === '')) return 'missing';
  return faultInHours(sortedHours({ ...CLOSED, monday: [...intervals] }))?.why ?? null;
}

/** Whether the form can be saved as it stands. */
export const isSound = (draft: AnswersDraft): boolean =>
  tooManyCharacters(draft.welcome) <= 0 &&
  tooManyCharacters(draft.away) <= 0 &&
  (draft.isAlwaysOpen || WEEKDAYS.every((day) => faultInDay(draft.hours[day]) === null));

/** The draft with other opening times of a day. */
export const withDay = (draft: AnswersDraft, day: Weekday, intervals: readonly OpenInterval[]): AnswersDraft => ({
  ...draft,
  hours: { ...draft.hours, [day]: intervals },
});

/** The next opening time that is offered: after the last one, at the afternoon or later; the day's end at most. */
export function nextInterval(intervals: readonly OpenInterval[]): OpenInterval {
  const last = intervals.reduce((latest, { closes }) => (closes > latest ? closes : latest), '');
  if (last === '') return { opens: '08:00', closes: '17:00' };
  const from = Math.min(22, Math.max(13, Number(last.slice(0, 2)) + 1));
  return { opens: `${from}:00`, closes: from + 4 >= 24 ? '24:00' : `${from + 4}:00` };
}

/** The days from Tuesday to Friday as Monday is. */
export const likeMonday = (draft: AnswersDraft): AnswersDraft =>
  (['tuesday', 'wednesday', 'thursday', 'friday'] as const).reduce(
    (changed, day) => withDay(changed, day, draft.hours.monday),
    draft,
  );
