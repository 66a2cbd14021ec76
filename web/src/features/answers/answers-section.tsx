import { type AnswersView, getAnswers, putAnswers } from '@casillero/domain/api/answers';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Section } from '../../ui/section.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { TextAreaField } from '../../ui/text-area-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import styles from './answers.module.css';
import { type AnswersDraft, draftOf, isSound, settingsOf, tooManyCharacters } from './answers-draft.ts';
import { AnswersFacts } from './answers-facts.tsx';
import { AnswersPreview } from './answers-preview.tsx';
import { HolidaysEditor } from './holidays-editor.tsx';
import { HoursEditor } from './hours-editor.tsx';

/** What answers customers by itself: the welcome, the away message, and the hours (R32). Admins change it, others look. */
export function AnswersSection({ tenantId, mayChange }: { tenantId: string; mayChange: boolean }) {
  const { t } = useTexts();
  const { live, reload } = useEndpoint(getAnswers, { params: { tenantId }, query: {}, body: undefined });
  if (live.status === 'waiting')
    return (
      <Skeleton>
        <Bone height="18rem" />
      </Skeleton>
    );
  if (live.status === 'failed') return <FailureNotice failure={live.failure} onRetry={reload} />;
  if (mayChange) return <AnswersForm tenantId={tenantId} stored={live.value} onSaved={reload} />;
  return (
    <Section title={t('answers.title')} lead={t('answers.adminsOnly')}>
      <div className={styles.columns}>
        <AnswersFacts answers={live.value} />
        <AnswersPreview answers={live.value} timeZone={live.value.timeZone} />
      </div>
    </Section>
  );
}

function AnswersForm({ tenantId, stored, onSaved }: { tenantId: string; stored: AnswersView; onSaved: () => void }) {
  const { t } = useTexts();
  const toast = useToast();
  const save = useAct(putAnswers);
  const [draft, setDraft] = useState(() => draftOf(stored));
  const settings = settingsOf(draft);
  const isChanged = JSON.stringify(settings) !== JSON.stringify(settingsOf(draftOf(stored)));
  const write = (fields: Partial<AnswersDraft>) => {
    save.forget();
    setDraft((now) => ({ ...now, ...fields }));
  };
  const saveNow = async () => {
    const outcome = await save.run({ params: { tenantId }, query: {}, body: settings });
    if (!outcome?.ok) return;
    // What was typed while it was being saved stays, as not saved yet.
    setDraft((now) => (now === draft ? draftOf(outcome.value) : now));
    toast({ text: t('answers.saved') });
    onSaved();
  };
  return (
    <Section title={t('answers.title')} lead={t('answers.lead')}>
      <div className={styles.columns}>
        <div className={styles.form}>
          <AnswerText field="welcome" text={draft.welcome} onWrite={(welcome) => write({ welcome })} />
          <AnswerText field="away" text={draft.away} onWrite={(away) => write({ away })} />
          <h3>{t('answers.hours.title')}</h3>
          <Choice
            label={t('answers.hours.title')}
            wraps
            value={draft.isAlwaysOpen ? 'always' : 'weekly'}
            options={(['always', 'weekly'] as const).map((value) => ({ value, label: t(`answers.hours.${value}`) }))}
            onChange={(value) => write({ isAlwaysOpen: value === 'always' })}
          />
          {draft.isAlwaysOpen ? (
            <p className={styles.hint}>{t('answers.hours.alwaysHint')}</p>
          ) : (
            <>
              <p className={styles.hint}>{t('answers.hours.zone', { zone: stored.timeZone.replaceAll('_', ' ') })}</p>
              <HoursEditor draft={draft} onChange={write} />
              <h3>{t('answers.holidays.title')}</h3>
              <HolidaysEditor draft={draft} onChange={write} />
            </>
          )}
        </div>
        <AnswersPreview answers={settings} timeZone={stored.timeZone} />
      </div>
      {save.failure && <ActFailure failure={save.failure} />}
      <div className={styles.buttons}>
        <Button
          look="primary"
          isBusy={save.isBusy}
          disabled={!isChanged || !isSound(draft)}
          onClick={() => void saveNow()}
        >
          {t(save.isBusy ? 'app.saving' : 'app.save')}
        </Button>
        {isChanged && (
          <Button look="quiet" isBusy={save.isBusy} onClick={() => write(draftOf(stored))}>
            {t('answers.discard')}
          </Button>
        )}
        <p role="status" className={styles.hint}>
          {isChanged && t('answers.unsaved')}
        </p>
      </div>
    </Section>
  );
}

function AnswerText(props: { field: 'welcome' | 'away'; text: string; onWrite: (text: string) => void }) {
  const { t } = useTexts();
  const tooMany = tooManyCharacters(props.text);
  return (
    <TextAreaField
      label={t(`answers.${props.field}`)}
      hint={t(`answers.${props.field}Hint`)}
      error={tooMany > 0 ? t('answers.tooLong', { count: tooMany }) : null}
      rows={5}
      value={props.text}
      onChange={(event) => props.onWrite(event.target.value)}
    />
  );
}
