import { changePhone } from '@casillero/domain/api/phones';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { LabelDialog } from '../../ui/label-dialog.tsx';
import type { Phone } from './ports.ts';

/** Gives a phone another label. */
export function RenamePhoneDialog(props: { tenantId: string; phone: Phone; onClose: () => void }) {
  const { t } = useTexts();
  const change = useAct(changePhone);
  const save = async (label: string) => {
    const params = { tenantId: props.tenantId, alias: props.phone.id };
    const outcome = await change.run({ params, query: {}, body: { label } });
    if (outcome?.ok) props.onClose();
  };
  return (
    <LabelDialog
      title={t('phones.rename.title', { label: props.phone.label })}
      label={t('phones.label')}
      hint={t('phones.labelHint')}
      missing={t('phones.labelMissing')}
      value={props.phone.label}
      submit={t('app.save')}
      isBusy={change.isBusy}
      failure={change.failure}
      onSubmit={(label) => void save(label)}
      onClose={props.onClose}
    />
  );
}
