import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Moment } from '../../ui/moment.tsx';
import { APART, keyOf, type Problem, providerCodeOf } from './problem.ts';
import styles from './problem-table.module.css';

/** How much of a raw payload is drawn; all of it can be copied. */
const CONTENT_SHOWN = 4_000;

/** Problems with their reasons, and what can be done about each. */
export function ProblemTable(props: {
  problems: readonly Problem[];
  isBusy: boolean;
  nameOf: (tenantId: string) => string;
  /** the way to where it belongs; null: it has no place */
  renderPlace: (problem: Problem, text: string) => ReactNode;
  onRetry: (problem: Problem) => void;
  onDismiss: (problem: Problem) => void;
}) {
  const { t } = useTexts();
  return (
    <DataTable
      label={t('problems.title')}
      rows={props.problems}
      keyOf={keyOf}
      columns={[
        {
          title: t('problems.what'),
          isName: true,
          cell: (problem) => (
            <>
              {props.renderPlace(problem, t(`problems.kind.${problem.kind}`))}
              {problem.about && <span className={styles.about}>{problem.about}</span>}
            </>
          ),
        },
        {
          title: t('problems.tenant'),
          cell: ({ tenantId }) => (tenantId === null ? '—' : props.nameOf(tenantId)),
        },
        { title: t('problems.why'), cell: (problem) => <Reason problem={problem} nameOf={props.nameOf} /> },
        {
          title: t('problems.when'),
          cell: ({ at, attempts }) => (
            <>
              <Moment at={at} />
              {attempts !== null && attempts > 0 && (
                <span className={styles.about}>{t('problems.attempts', { count: attempts })}</span>
              )}
            </>
          ),
        },
        {
          title: t('app.acts'),
          isActs: true,
          cell: (problem) => (
            <>
              {problem.canRetry && (
                <Button isBusy={props.isBusy} onClick={() => props.onRetry(problem)}>
                  {t('problems.retry')}
                </Button>
              )}
              <Menu
                label={t('problems.acts', { name: t(`problems.kind.${problem.kind}`) })}
                items={[{ label: t('problems.dismiss'), act: () => props.onDismiss(problem) }]}
              />
            </>
          ),
        },
      ]}
      below={({ content }) => content !== null && <Content content={content} />}
    />
  );
}

/** Why, in the reader's language as far as it is known, then in the words of whoever said so. */
function Reason({ problem: { kind, reason }, nameOf }: { problem: Problem; nameOf: (tenantId: string) => string }) {
  const { find } = useTexts();
  const words = kind === 'conflict' ? reason.message.split(APART).map(nameOf).join(APART) : reason.message;
  const known = find(`problems.reason.${reason.code}`) ?? reason.code;
  const isSaid = reason.message !== '' && reason.message !== known;
  return (
    <>
      {known}
      {isSaid && <span className={styles.words}>{words}</span>}
    </>
  );
}

/** The reason as it stands in the filter. */
export function useReasonName(): (problem: Problem) => string {
  const { find } = useTexts();
  return ({ reason }) => providerCodeOf(reason.message) ?? find(`problems.reason.${reason.code}`) ?? reason.code;
}

function Content({ content }: { content: string }) {
  const { t } = useTexts();
  return (
    <details className={styles.content}>
      <summary>{t('problems.content')}</summary>
      <CopyButton text={content} what={t('problems.content')} />
      <pre className={styles.raw}>{content.slice(0, CONTENT_SHOWN)}</pre>
    </details>
  );
}
