import { formatCountdown } from '../../formats/countdown.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './open-registrations.module.css';
import { usePhonesPorts } from './ports.ts';
import { stateOf } from './registration-view.tsx';

/** The registrations that still wait for their code, with the way back to it. */
export function OpenRegistrations({ tenantId, onShow }: { tenantId: string; onShow: ((id: string) => void) | null }) {
  const { t } = useTexts();
  const { watchOpenRegistrations } = usePhonesPorts();
  const { live } = useLiveQuery(() => watchOpenRegistrations(tenantId), tenantId);
  const registrations = live.status === 'ready' ? live.value : [];
  const now = useNow(registrations.length > 0 ? 1000 : null);
  const open = registrations.filter((registration) => stateOf(registration, now) === 'waiting');
  return open.map((registration) => (
    <Notice key={registration.id} tone="waiting">
      <p className={styles.open}>
        <span>
          {t('phones.open', {
            label: registration.label,
            time: formatCountdown(registration.expiresAt, now),
          })}
        </span>
        {onShow && <Button onClick={() => onShow(registration.id)}>{t('phones.showCode')}</Button>}
      </p>
    </Notice>
  ));
}
