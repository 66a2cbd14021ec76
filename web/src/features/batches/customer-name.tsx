import { type FormEvent, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { PencilIcon } from '../../ui/icons.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { PageHeading } from '../../ui/page.tsx';
import styles from './customer-name.module.css';
import { type Batch, type RenameFailure, useBatchesPorts } from './ports.ts';

/** As the API allows. */
const NAME_MAX_CHARACTERS = 80;

/**
 * The customer's name as the page's heading; members can write another one in its place. The new name is shown at once;
 * if it is refused, the field opens again with what was written and says why.
 */
export function CustomerName({ tenantId, batch, isEditable }: { tenantId: string; batch: Batch; isEditable: boolean }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { renameBatch } = useBatchesPorts();
  const [draft, setDraft] = useState<string | null>(null);
  const [given, setGiven] = useState<{ name: string; over: string | null; isSaved: boolean } | null>(null);
  const [failure, setFailure] = useState<RenameFailure | 'missing' | 'too-long' | null>(null);
  const editButton = useRef<HTMLSpanElement>(null);
  // Shown until the batch itself says what it is called, which is a moment after it was saved.
  if (given && batch.customerName !== given.over) setGiven(null);
  const name = given?.name ?? batch.customerName;

  const close = () => {
    setDraft(null);
    setFailure(null);
    // After the field is gone, the focus goes back to where it came from.
    requestAnimationFrame(() => editButton.current?.querySelector('button')?.focus());
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = (draft ?? '').trim();
    if (wanted === '') return setFailure('missing');
    if ([...wanted].length > NAME_MAX_CHARACTERS) return setFailure('too-long');
    close();
    if (wanted === batch.customerName) return;
    const over = batch.customerName;
    setGiven({ name: wanted, over, isSaved: false });
    const outcome = await renameBatch(tenantId, batch.id, wanted);
    if (outcome.ok) {
      setGiven((now) => now && { ...now, isSaved: true });
      return announce(t('batch.renamed', { name: wanted }));
    }
    setGiven(null);
    setDraft(wanted);
    setFailure(outcome.failure.code);
  };

  if (draft !== null)
    return (
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <h1 className="visually-hidden">{name ?? t('batches.unnamed')}</h1>
        <Field
          label={t('batch.renameField')}
          autoFocus
          value={draft}
          autoComplete="off"
          error={failure && t(RENAME_TEXTS[failure])}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        />
        <div className={styles.buttons}>
          <Button type="submit" look="primary">
            {t('app.save')}
          </Button>
          <Button onClick={close}>{t('app.cancel')}</Button>
        </div>
      </form>
    );
  return (
    <div className={styles.shown}>
      <PageHeading>
        <span className={name ? undefined : styles.unnamed}>{name ?? t('batches.unnamed')}</span>
      </PageHeading>
      {isEditable && (
        <span ref={editButton}>
          <IconButton label={t('batch.rename')} onClick={() => setDraft(name ?? '')}>
            <PencilIcon />
          </IconButton>
        </span>
      )}
      {given?.isSaved === false && <span className={styles.saving}>{t('app.saving')}</span>}
    </div>
  );
}

const RENAME_TEXTS = {
  missing: 'batch.renameMissing',
  'too-long': 'batch.renameTooLong',
  'no-right': 'batch.renameError.no-right',
  'no-network': 'batch.renameError.no-network',
  unknown: 'batch.renameError.unknown',
} as const;
