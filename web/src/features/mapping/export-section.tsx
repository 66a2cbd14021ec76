import type { Failure } from '@casillero/domain/result';
import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Section } from '../../ui/section.tsx';
import { useToast } from '../../ui/toast.tsx';
import { exportFile } from './export-file.ts';
import { useMappingPorts } from './ports.ts';

/** Saves the whole mapping as a file, or says why there is none (R56). */
export function ExportSection() {
  const { t } = useTexts();
  const toast = useToast();
  const { loadMapping } = useMappingPorts();
  const [count, setCount] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    setFailure(null);
    setCount(0);
    const exported = await exportFile(loadMapping, setCount);
    setCount(null);
    if (!exported.ok) return setFailure(exported.failure);
    saveFile(exported.value.file, `casillero-mapping-${new Date().toISOString().slice(0, 10)}.ndjson`);
    toast({ text: t('mapping.exported', { count: exported.value.documents }) });
  };
  return (
    <Section
      title={t('mapping.export')}
      lead={t('mapping.export.lead')}
      act={
        <Button look="primary" isBusy={count !== null} onClick={() => void save()}>
          {count === null ? t('mapping.export.now') : t('mapping.exporting', { count })}
        </Button>
      }
    >
      {failure && <ActFailure failure={failure} />}
    </Section>
  );
}
