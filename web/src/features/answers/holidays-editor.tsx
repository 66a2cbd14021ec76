import type { FormEvent } from 'react';
import { formatPlainDate } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import styles from './answers.module.css';
import { type AnswersDraft, withChosenHoliday } from './answers-draft.ts';

/** As many as the API takes. */
const HOLIDAYS_MAX = 200;

/** Days that are closed whatever their weekday says. */
export function HolidaysEditor(props: { draft: AnswersDraft; onChange: (draft: AnswersDraft) => void }) {
  const { t, region } = useTexts();
  const { draft, onChange } = props;
  const { holidays } = draft.hours;
  const isFull = holidays.length >= HOLIDAYS_MAX;
  const add = (event: FormEvent) => {
    event.preventDefault();
    onChange(withChosenHoliday(draft));
  };
  const remove = (holiday: string) =>
    onChange({ ...draft, hours: { ...draft.hours, holidays: holidays.filter((each) => each !== holiday) } });
  return (
    <>
      <form className={styles.addHoliday} onSubmit={add}>
        <Field
          label={t('answers.holidays.date')}
          type="date"
          value={draft.chosenHoliday}
          disabled={isFull}
          onChange={(event) => onChange({ ...draft, chosenHoliday: event.target.value })}
        />
        <Button type="submit" disabled={isFull}>
          <PlusIcon />
          {t('answers.holidays.add')}
        </Button>
      </form>
      {holidays.length > 0 && (
        <ul className={styles.holidays} aria-label={t('answers.holidays.title')}>
          {holidays.map((holiday) => {
            const name = formatPlainDate(region, holiday);
            return (
              <li key={holiday}>
                {name}
                <IconButton label={t('answers.holidays.remove', { date: name })} onClick={() => remove(holiday)}>
                  <CloseIcon />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
