import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import type { FileOutcome } from './restore-file.ts';
import styles from './restore-section.module.css';

type Differing = FileOutcome['changes'][number] & { readonly why?: string };

/** The fields whose values are importers. */
const OF_TENANTS = new Set(['tenantId', 'tenantIds', 'staffOf', 'boundTo']);

/** What a restore does or did: counts, then each difference and each broken line. */
export function RestoreOutcome(props: {
  outcome: FileOutcome;
  /** false: it is a plan */
  isDone: boolean;
  nameOf: (tenantId: string) => string;
}) {
  const { t, region } = useTexts();
  const { outcome, isDone } = props;
  const counts = [
    { name: t(isDone ? 'mapping.added' : 'mapping.toAdd'), count: outcome.restored },
    { name: t(isDone ? 'mapping.changed' : 'mapping.toChange'), count: outcome.changeCount },
    { name: t('mapping.same'), count: outcome.same },
    { name: t('mapping.conflicts'), count: outcome.conflictCount },
    { name: t('mapping.broken'), count: outcome.invalidCount },
  ];
  const listed = (rows: readonly Differing[], count: number, label: string) =>
    count > 0 && (
      <div>
        <h3 className={styles.heading}>{label}</h3>
        <Differences label={label} rows={rows} nameOf={props.nameOf} />
        {count > rows.length && <p className={styles.more}>{t('mapping.more', { count: count - rows.length })}</p>}
      </div>
    );
  return (
    <>
      <Facts facts={counts.map(({ name, count }) => ({ name, value: formatCount(region, count) }))} />
      {outcome.invalidCount > 0 && (
        <div>
          <h3 className={styles.heading}>{t('mapping.broken')}</h3>
          <ul className={styles.lines}>
            {outcome.invalid.map(({ line, message }) => (
              <li key={line}>
                {t('mapping.line', { line })} <code>{message}</code>
              </li>
            ))}
          </ul>
          {outcome.invalidCount > outcome.invalid.length && (
            <p className={styles.more}>{t('mapping.more', { count: outcome.invalidCount - outcome.invalid.length })}</p>
          )}
        </div>
      )}
      {listed(outcome.conflicts, outcome.conflictCount, t('mapping.conflicts'))}
      {listed(outcome.changes, outcome.changeCount, t(isDone ? 'mapping.changed' : 'mapping.toChange'))}
    </>
  );
}

function Differences(props: { label: string; rows: readonly Differing[]; nameOf: (tenantId: string) => string }) {
  const { t, find } = useTexts();
  const shown = (field: string, value: string | null) =>
    value === null
      ? t('mapping.nobody')
      : OF_TENANTS.has(field)
        ? value.split(', ').map(props.nameOf).join(', ')
        : (find(`mapping.value.${value}`) ?? value);
  return (
    <DataTable
      label={props.label}
      rows={props.rows}
      keyOf={({ line }) => String(line)}
      columns={[
        {
          title: t('mapping.what'),
          isName: true,
          cell: ({ kind, id, line }) => (
            <>
              {find(`mapping.kind.${kind}`) ?? kind} <code>{id}</code>
              <span className={styles.place}>{t('mapping.line', { line })}</span>
            </>
          ),
        },
        {
          title: t('mapping.difference'),
          cell: ({ differences }) => (
            <ul className={styles.differences}>
              {differences.map(({ field, here, inFile }) => (
                <li key={field}>
                  {find(`mapping.field.${field}`) ?? field}:{' '}
                  {t('mapping.hereAndFile', { here: shown(field, here), inFile: shown(field, inFile) })}
                </li>
              ))}
            </ul>
          ),
        },
        ...(props.rows.some(({ why }) => why !== undefined)
          ? [
              {
                title: t('mapping.why'),
                cell: ({ why }: Differing) => find(`mapping.why.${why}`) ?? find(`fault.${why}`) ?? why,
              },
            ]
          : []),
      ]}
    />
  );
}
