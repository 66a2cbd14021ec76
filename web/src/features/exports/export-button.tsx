import type { ExportedList } from '@casillero/domain/export/tables';
import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentIcon } from '../../ui/icons.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useToast } from '../../ui/toast.tsx';
import { useExportsPorts } from './ports.ts';

/** Saves a list as a CSV file. */
export function ExportButton({ tenantId, list }: { tenantId: string; list: ExportedList }) {
  const { t, language } = useTexts();
  const toast = useToast();
  const { loadExport } = useExportsPorts();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const loaded = await loadExport(tenantId, list, language);
    setBusy(false);
    if (loaded.ok) saveFile(loaded.value, `${tenantId}-${list}.csv`);
    else toast({ text: t('exports.failed') });
  };
  return (
    <Button isBusy={isBusy} onClick={() => void save()}>
      <DocumentIcon />
      {t('exports.csv')}
    </Button>
  );
}
