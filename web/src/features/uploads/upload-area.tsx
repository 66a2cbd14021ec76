import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './upload-area.module.css';
import { UploadList } from './upload-list.tsx';
import { useUploads } from './use-uploads.ts';

/** What the dialog of the browser offers; the server decides by the bytes. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.heic,.heif';

/** Adds screenshots to a batch by hand: dropped anywhere on the page, pasted, or chosen (R19). */
export function UploadArea({ tenantId, batchId }: { tenantId: string; batchId: string }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, retry, clear } = useUploads(tenantId, batchId);
  const isOver = useFilesOfPage(add);
  const doneCount = uploads.filter(({ state }) => state === 'done').length;
  const isQuiet = uploads.length > 0 && uploads.every(({ state }) => state !== 'waiting' && state !== 'sending');
  useEffect(() => {
    if (isQuiet && doneCount > 0) announce(t('uploads.allDone', { count: doneCount }));
  }, [isQuiet, doneCount, announce, t]);
  return (
    <Section
      title={t('uploads.title')}
      lead={t('uploads.lead')}
      act={<Button onClick={() => input.current?.click()}>{t('uploads.choose')}</Button>}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        aria-label={t('uploads.choose')}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          {t('uploads.drop')}
        </div>
      )}
      {uploads.length > 0 && <UploadList uploads={uploads} onRetry={retry} />}
      {isQuiet && (
        <Button look="quiet" onClick={clear}>
          {t('uploads.clear')}
        </Button>
      )}
    </Section>
  );
}

/** Takes files that are dropped on the page or pasted. @returns whether files are held over it */
function useFilesOfPage(add: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return isOver;
}
