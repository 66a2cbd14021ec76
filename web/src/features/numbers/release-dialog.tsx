import { releaseNumber } from '@casillero/domain/api/purchases';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { ReceivingNumber } from './ports.ts';

/** Gives a number back for good, once it was typed (R52). */
export function ReleaseDialog(props: {
  number: ReceivingNumber;
  onReleasing: (purchaseId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const release = useAct(releaseNumber);
  const { number } = props;
  const text = number.phone ?? number.display;
  const releaseNow = async () => {
    const outcome = await release.run({ params: { number: number.id }, query: {}, body: { confirm: text } });
    if (outcome?.ok) props.onReleasing(outcome.value.id);
  };
  return (
    <ConfirmDialog
      title={t('numbers.release.title', { number: number.display })}
      confirm={t('numbers.release')}
      typed={{ label: t('numbers.release.typed'), text: number.display }}
      isBusy={release.isBusy}
      failure={release.failure}
      onConfirm={() => void releaseNow()}
      onClose={props.onClose}
    >
      <p>{t('numbers.release.text')}</p>
    </ConfirmDialog>
  );
}
