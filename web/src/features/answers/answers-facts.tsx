import type { AnswersView } from '@casillero/domain/api/answers';
import { WEEKDAYS } from '@casillero/domain/records/business-hours-record';
import { formatClock, formatPlainDate } from '../../formats/time.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Facts } from '../../ui/facts.tsx';
import styles from './answers.module.css';

/** The automatic answers as they are, for those who look: members and operators. */
export function AnswersFacts({ answers }: { answers: AnswersView }) {
  const { t, region } = useTexts();
  const { welcome, away, hours } = answers;
  const text = (words: string) =>
    words === '' ? t('answers.nothingSent') : <span className={styles.words}>{words}</span>;
  const days = (hours ? WEEKDAYS : []).map((day) => ({
    name: t(`answers.day.${day}`),
    value:
      hours?.[day]
        .map(({ opens, closes }) => `${formatClock(region, opens)} – ${formatClock(region, closes)}`)
        .join(', ') || t('answers.hours.closed'),
  }));
  return (
    <Facts
      facts={[
        { name: t('answers.welcome'), value: text(welcome) },
        { name: t('answers.away'), value: text(away) },
        ...(hours ? days : [{ name: t('answers.hours.title'), value: t('answers.hours.always') }]),
        ...(hours && hours.holidays.length > 0
          ? [
              {
                name: t('answers.holidays.title'),
                value: hours.holidays.map((each) => formatPlainDate(region, each)).join(', '),
              },
            ]
          : []),
      ]}
    />
  );
}
