import { useEffect } from 'react';
import { formatCountdown } from '../../formats/countdown.ts';
import { useDisplayPhone } from '../../formats/phone.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { Registration } from './ports.ts';
import styles from './registration-view.module.css';

/** How a registration stands at a moment: its time may be over before anybody has written that down. */
export const stateOf = (registration: Registration, now: Date): Registration['state'] =>
  registration.state === 'waiting' && registration.expiresAt <= now ? 'expired' : registration.state;

/** A registration as it goes on: what to send and until when, then what became of it, said as it happens. */
export function RegistrationView({ registration }: { registration: Registration }) {
  const { t, find } = useTexts();
  const announce = useAnnounce();
  const now = useNow(registration.state === 'waiting' ? 1000 : null);
  const state = stateOf(registration, now);
  const phone = useDisplayPhone(registration.provenPhone);
  const proven = t('phones.proven', { phone: phone ?? registration.provenName ?? registration.label });
  useEffect(() => {
    if (state === 'proven') announce(proven);
  }, [state, proven, announce]);
  if (state === 'waiting') return <Waiting registration={registration} now={now} />;
  if (state === 'proven')
    return (
      <Notice tone="done">
        <p className={styles.strong}>{proven}</p>
        <p>{t('phones.provenNext')}</p>
      </Notice>
    );
  if (state === 'refused')
    return (
      <Notice tone="attention">
        <p className={styles.strong}>{t('phones.refused')}</p>
        <p>
          {find(`phones.refused.${registration.failure?.code}`) ??
            registration.failure?.message ??
            t('phones.refused.unknown')}
        </p>
      </Notice>
    );
  return <Notice tone="waiting">{t(state === 'expired' ? 'phones.expired' : 'phones.cancelled')}</Notice>;
}

function Waiting({ registration, now }: { registration: Registration; now: Date }) {
  const { t } = useTexts();
  const { code, waLink, numberDisplay } = registration;
  return (
    <div className={styles.waiting}>
      <div className={styles.ways}>
        <p>{t('phones.waiting.scan', { label: registration.label })}</p>
        <p>
          <a href={waLink} target="_blank" rel="noreferrer">
            {t('phones.waiting.open')}
          </a>
        </p>
        <p>{t('phones.waiting.write', { number: numberDisplay })}</p>
        <p className={styles.code}>
          <span>{code}</span>
          <CopyButton text={code} what={t('phones.code')} />
        </p>
        <p role="timer" aria-live="off">
          {t('phones.waiting.left', { time: formatCountdown(registration.expiresAt, now) })}
        </p>
        <p className={styles.listening}>{t('phones.waiting.listening')}</p>
      </div>
      <QrCode text={waLink} name={t('phones.waiting.qr', { number: numberDisplay })} />
    </div>
  );
}
