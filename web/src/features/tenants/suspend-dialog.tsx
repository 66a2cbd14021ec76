import { suspendTenant } from '@casillero/domain/api/tenants';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { LabelDialog } from '../../ui/label-dialog.tsx';
import type { Tenant } from './ports.ts';

/** As the API allows. */
const REASON_MAX_CHARACTERS = 300;

/** Suspends an importer, with the reason that its people and other operators see. */
export function SuspendDialog(props: { tenant: Tenant; onDone: () => void; onClose: () => void }) {
  const { t } = useTexts();
  const suspend = useAct(suspendTenant);
  const submit = async (reason: string) => {
    const outcome = await suspend.run({ params: { tenantId: props.tenant.id }, query: {}, body: { reason } });
    if (outcome?.ok) props.onDone();
  };
  return (
    <LabelDialog
      title={t('tenants.suspend.title', { name: props.tenant.name })}
      label={t('tenants.suspend.reason')}
      hint={t('tenants.suspend.hint')}
      missing={t('tenants.suspend.missing')}
      min={3}
      max={REASON_MAX_CHARACTERS}
      value=""
      submit={t('tenants.suspend')}
      isDangerous
      isBusy={suspend.isBusy}
      failure={suspend.failure}
      onSubmit={(reason) => void submit(reason)}
      onClose={props.onClose}
    />
  );
}
