import { type OpenInterval, WEEKDAYS, type Weekday } from '@casillero/domain/records/business-hours-record';
import { useId } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import { type AnswersDraft, faultInDay, likeMonday, nextInterval, withDay } from './answers-draft.ts';
import styles from './hours-editor.module.css';

/** As many as the API takes. */
const INTERVALS_MAX = 6;

/** The opening times of each weekday; a day without any is closed. */
export function HoursEditor({ draft, onChange }: { draft: AnswersDraft; onChange: (draft: AnswersDraft) => void }) {
  const { t } = useTexts();
  return (
    <div className={styles.days}>
      {WEEKDAYS.map((day) => (
        <Day
          key={day}
          day={day}
          intervals={draft.hours[day]}
          onChange={(intervals) => onChange(withDay(draft, day, intervals))}
        />
      ))}
      <p>
        <Button onClick={() => onChange(likeMonday(draft))}>{t('answers.hours.likeMonday')}</Button>
      </p>
    </div>
  );
}

function Day(props: {
  day: Weekday;
  intervals: readonly OpenInterval[];
  onChange: (intervals: readonly OpenInterval[]) => void;
}) {
  const { t } = useTexts();
  const faultId = useId();
  const { day, intervals, onChange } = props;
  const name = t(`answers.day.${day}`);
  const fault = faultInDay(intervals);
  const change = (place: number, fields: Partial<OpenInterval>) =>
    onChange(intervals.map((each, index) => (index === place ? { ...each, ...fields } : each)));
  return (
    <fieldset className={styles.day} aria-describedby={fault ? faultId : undefined}>
      <legend className={styles.name}>{name}</legend>
      <ul className={styles.intervals}>
        {intervals.length === 0 && <li className={styles.closed}>{t('answers.hours.closed')}</li>}
        {intervals.map((interval, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an interval is known by its place while it is typed
          <li key={place} className={styles.interval}>
            <input
              type="time"
              className={styles.time}
              aria-label={t('answers.hours.opens', { day: name, number: place + 1 })}
              aria-invalid={fault ? true : undefined}
              value={interval.opens}
              onChange={(event) => change(place, { opens: event.target.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              className={styles.time}
              aria-label={t('answers.hours.closes', { day: name, number: place + 1 })}
              aria-invalid={fault ? true : undefined}
              // The day's end is written as the next one's beginning: clocks have no 24:00.
              value={interval.closes === '24:00' ? '00:00' : interval.closes}
              onChange={({ target: { value } }) => change(place, { closes: value === '00:00' ? '24:00' : value })}
            />
            <IconButton
              label={t('answers.hours.remove', { day: name, number: place + 1 })}
              onClick={() => onChange(intervals.filter((_, index) => index !== place))}
            >
              <CloseIcon />
            </IconButton>
          </li>
        ))}
      </ul>
      {intervals.length < INTERVALS_MAX && (
        <IconButton
          label={t('answers.hours.add', { day: name })}
          onClick={() => onChange([...intervals, nextInterval(intervals)])}
        >
          <PlusIcon />
        </IconButton>
      )}
      {fault && (
        <p id={faultId} className={styles.fault} role="alert">
          {t(`answers.hours.fault.${fault}`)}
        </p>
      )}
    </fieldset>
  );
}
