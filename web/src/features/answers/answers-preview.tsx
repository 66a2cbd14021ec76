import { answerContact, NOTHING_TOLD } from '@casillero/domain/answer/answer-contact';
import type { BusinessHours } from '@casillero/domain/records/business-hours-record';
import { isOpenAt } from '@casillero/domain/tenant/business-hours';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './answers.module.css';

/** How often it is looked whether it has closed meanwhile, in milliseconds. */
const RENEW_EVERY_MS = 15_000;

type Answers = { readonly welcome: string; readonly away: string; readonly hours: BusinessHours | null };

/**
 * What a customer who writes at this moment gets, by the decision that answers real ones (R32): somebody new, and somebody who
 * was welcomed before.
 */
export function AnswersPreview({ answers, timeZone }: { answers: Answers; timeZone: string }) {
  const { t, region } = useTexts();
  const now = useNow(RENEW_EVERY_MS);
  const isOpen = isOpenAt(answers.hours, now, timeZone);
  const tenant = { ...answers, timeZone, name: '', locale: 'es' } as const;
  const asked = { tenant, word: null, isConfirmed: false, isToldOfBinding: false, isUnanswered: false, now };
  const clock = new Intl.DateTimeFormat(region, {
    weekday: 'long',
    timeStyle: undefined,
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  });
  return (
    <section className={styles.preview} aria-label={t('answers.preview.title')}>
      <h3>{t('answers.preview.title')}</h3>
      <p className={styles.clock}>
        <Badge tone={isOpen ? 'done' : 'waiting'}>
          {t(isOpen ? 'answers.preview.open' : 'answers.preview.closed')}
        </Badge>{' '}
        {t('answers.preview.clock', { time: clock.format(now), zone: timeZone.replaceAll('_', ' ') })}
      </p>
      {(['new', 'known'] as const).map((who) => {
        const told = { ...NOTHING_TOLD, awaitsWelcome: who === 'new' };
        const { messages } = answerContact({ ...asked, told });
        return (
          <div key={who} className={styles.example}>
            <h4>{t(`answers.preview.${who}`)}</h4>
            <p className={styles.theirs}>{t('answers.preview.example')}</p>
            {messages.map(({ by, text }) => (
              <p key={by} className={styles.ours}>
                {text}
              </p>
            ))}
            {messages.length === 0 && <p className={styles.nothing}>{t('answers.preview.nothing')}</p>}
          </div>
        );
      })}
    </section>
  );
}
