import { type FormEvent, useState } from 'react';
import { formatPlainDate } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CloseIcon, PlusIcon } from '../../ui/icons.tsx';
import styles from './answers.module.css';

/** As many as the API takes. */
const HOLIDAYS_MAX = 200;

/** Days that are closed whatever their weekday says. */
export function HolidaysEditor({
  holidays,
  onChange,
}: {
  holidays: readonly string[];
  onChange: (holidays: readonly string[]) => void;
}) {
  const { t, region } = useTexts();
  const [date, setDate] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (date === '') return;
    onChange([...new Set([...holidays, date])].sort());
    setDate('');
  };
  return (
    <>
      <form className={styles.addHoliday} onSubmit={add}>
        <Field
          label={t('answers.holidays.date')}
          type="date"
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
        <Button type="submit" disabled={holidays.length >= HOLIDAYS_MAX}>
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
                <IconButton
                  label={t('answers.holidays.remove', { date: name })}
                  onClick={() => onChange(holidays.filter((each) => each !== holiday))}
                >
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
