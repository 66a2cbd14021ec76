import { getWahaQr, type WahaSession } from '@casillero/domain/api/waha-sessions';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';

/** Codes live 20 to 60 seconds: asked for again often enough that none is stale for long, in milliseconds. */
const RENEW_EVERY_MS = 5_000;

/** The QR code that pairs a phone with a session, renewed while it is looked at; says when the pairing is done. */
export function QrDialog({ session, onClose }: { session: WahaSession; onClose: () => void }) {
  const { t } = useTexts();
  const isWaiting = session.status === 'SCAN_QR_CODE' || session.status === 'STARTING';
  return (
    <Dialog title={t('waha.qr.show', { name: session.name })} onClose={onClose}>
      {isWaiting ? (
        <PairingCode name={session.name} />
      ) : session.status === 'WORKING' ? (
        <Notice tone="done">{t('waha.qr.paired', { name: session.name })}</Notice>
      ) : (
        <Notice tone="attention">{t(`waha.status.${session.status}`)}</Notice>
      )}
    </Dialog>
  );
}

function PairingCode({ name }: { name: string }) {
  const { t } = useTexts();
  const tick = useNow(RENEW_EVERY_MS).getTime();
  const { live, reload } = useEndpoint(getWahaQr, { params: { name }, query: {}, body: undefined }, String(tick));
  return (
    <>
      <p>{t('waha.qr.lead')}</p>
      {live.status === 'ready' && <QrCode text={live.value.value} name={t('waha.qr.show', { name })} />}
      {(live.status === 'waiting' || (live.status === 'failed' && live.failure.code === 'no-qr-code')) && (
        <Skeleton>
          <Bone width="15rem" height="15rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && live.failure.code !== 'no-qr-code' && (
        <FailureNotice failure={live.failure} onRetry={reload} />
      )}
    </>
  );
}
