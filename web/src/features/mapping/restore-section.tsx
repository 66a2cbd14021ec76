import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { FileOutcome } from './restore-file.ts';
import { RestoreOutcome } from './restore-outcome.tsx';
import styles from './restore-section.module.css';
import { type RestoreState, useRestore } from './use-restore.ts';

/** Restores the mapping from a file: first what that would do, then doing it (R56). */
export function RestoreSection({ nameOf }: { nameOf: (tenantId: string) => string }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { state, choose, restore, forget } = useRestore();
  const input = useRef<HTMLInputElement>(null);
  const isBusy = state.kind === 'looking' || state.kind === 'restoring';
  useEffect(() => {
    if (state.kind === 'planned') announce(t('mapping.planned'));
    if (state.kind === 'done') announce(t('mapping.restored'));
  }, [state.kind, announce, t]);
  return (
    <Section
      title={t('mapping.restore')}
      lead={t('mapping.restore.lead')}
      act={
        <Button isBusy={isBusy} onClick={() => input.current?.click()}>
          {t('mapping.choose')}
        </Button>
      }
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".ndjson,application/x-ndjson"
        aria-label={t('mapping.choose')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void choose(file);
        }}
      />
      <div className={styles.restore}>
        {state.kind !== 'nothing' && <p className={styles.name}>{state.name}</p>}
        {state.kind === 'refused' && <ActFailure failure={state.failure} />}
        {isBusy && (
          <Progress share={state.share}>
            {t(state.kind === 'looking' ? 'mapping.looking' : 'mapping.restoring')}
          </Progress>
        )}
        {state.kind === 'planned' && (
          <Plan plan={state.plan} nameOf={nameOf} onRestore={(replace) => void restore(replace)} onForget={forget} />
        )}
        {state.kind === 'restoring' && state.outcome && (
          <RestoreOutcome outcome={state.outcome} isDone nameOf={nameOf} />
        )}
        {state.kind === 'stopped' && <Halted state={state} onGoOn={restore} nameOf={nameOf} />}
        {state.kind === 'done' && (
          <>
            <Notice tone="done">{t('mapping.restored')}</Notice>
            <RestoreOutcome outcome={state.outcome} isDone nameOf={nameOf} />
          </>
        )}
      </div>
    </Section>
  );
}

function Progress({ share, children }: { share: number; children: ReactNode }) {
  const { region } = useTexts();
  return (
    <p className={styles.progress} role="status">
      <span>{children}</span>
      <progress className={styles.bar} max={1} value={share} aria-hidden="true" />
      <span>{new Intl.NumberFormat(region, { style: 'percent' }).format(share)}</span>
    </p>
  );
}

function Plan(props: {
  plan: FileOutcome;
  nameOf: (tenantId: string) => string;
  onRestore: (replace: boolean) => void;
  onForget: () => void;
}) {
  const { t } = useTexts();
  const { plan } = props;
  const [replace, setReplace] = useState(false);
  const count = plan.restored + (replace ? plan.changeCount : 0);
  return (
    <>
      {!plan.isComplete && <Notice tone="attention">{t('mapping.incomplete')}</Notice>}
      <RestoreOutcome outcome={plan} isDone={false} nameOf={props.nameOf} />
      {plan.changeCount > 0 && (
        <Switch label={t('mapping.replace', { count: plan.changeCount })} isOn={replace} onChange={setReplace} />
      )}
      <div className={styles.buttons}>
        {count > 0 ? (
          <Button look="primary" onClick={() => props.onRestore(replace)}>
            {t('mapping.restore.now', { count })}
          </Button>
        ) : (
          <p>{t('mapping.nothing')}</p>
        )}
        <Button onClick={props.onForget}>{t('app.cancel')}</Button>
      </div>
    </>
  );
}

function Halted(props: {
  state: Extract<RestoreState, { kind: 'stopped' }>;
  nameOf: (tenantId: string) => string;
  onGoOn: (replace: boolean, from: Extract<RestoreState, { kind: 'stopped' }>['stopped']) => Promise<void>;
}) {
  const { t } = useTexts();
  const { stopped, replace } = props.state;
  return (
    <>
      <Notice tone="attention">{t('mapping.stopped', { line: stopped.nextLine })}</Notice>
      <ActFailure failure={stopped.failure} />
      <RestoreOutcome outcome={stopped.outcome} isDone nameOf={props.nameOf} />
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => void props.onGoOn(replace, stopped)}>
          {t('mapping.goOn')}
        </Button>
      </div>
    </>
  );
}
