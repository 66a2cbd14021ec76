import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';

/**
 * Opens a PDF, which has to be fetched with the reader's token first. The window is opened at the press, because
 * browsers allow that only then, and is led to the document when it is there.
 *
 * @param load resolves to the document's object URL, or null if it cannot be had
 */
export function PdfLink({ load }: { load: () => Promise<string | null> }) {
  const { t } = useTexts();
  const [state, setState] = useState<'idle' | 'opening' | 'failed'>('idle');
  const open = async () => {
    const opened = window.open('', '_blank');
    setState('opening');
    const url = await load();
    setState(url ? 'idle' : 'failed');
    if (!url) return opened?.close();
    if (opened) opened.location.href = url;
    else window.location.assign(url);
  };
  return (
    <>
      <Button isBusy={state === 'opening'} onClick={() => void open()}>
        <DocumentIcon />
        {state === 'opening' ? t('shot.openingPdf') : t('shot.openPdf')}
      </Button>
      {state === 'failed' && <Notice tone="attention">{t('shot.pdfFailed')}</Notice>}
    </>
  );
}
