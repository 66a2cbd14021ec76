import { createBatch } from '@casillero/domain/api/uploads';
import { useRef } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { LabelDialog } from '../../ui/label-dialog.tsx';

/** Makes a batch to upload screenshots to. */
export function NewBatchDialog(props: { tenantId: string; onMade: (batchId: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const create = useAct(createBatch);
  // One key for this dialog: pressing again after a lost answer makes no second batch.
  const key = useRef(crypto.randomUUID());
  const submit = async (customerName: string) => {
    const { tenantId } = props;
    const outcome = await create.run({ params: { tenantId }, query: {}, body: { customerName, key: key.current } });
    if (outcome?.ok) props.onMade(outcome.value.batchId);
  };
  return (
    <LabelDialog
      title={t('uploads.newTitle')}
      label={t('uploads.customer')}
      missing={t('uploads.customerMissing')}
      value=""
      max={80}
      submit={t('uploads.create')}
      isBusy={create.isBusy}
      failure={create.failure}
      onSubmit={(name) => void submit(name)}
      onClose={props.onClose}
    />
  );
}
