import { Fragment, type ReactNode, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from './button.tsx';
import styles from './data-table.module.css';

export type Column<Row> = {
  /** what stands above it, and on a phone beside each value */
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** the column that names the row; exactly one */
  readonly isName?: boolean;
  /** figures, written to the right */
  readonly isFigure?: boolean;
  /** a day, a word: kept on one line */
  readonly isShort?: boolean;
  /** its buttons: on a phone they stand at the end of the card, without a title */
  readonly isActs?: boolean;
};

/** A thousand rows at once would hold up every key that is typed in the search above them. */
const SHOWN_AT_ONCE = 100;

/**
 * Rows under columns, the first hundred until more are asked for; on a phone each row is a card. The roles are written out because browsers forget a table's own
 * when its display changes.
 */
export function DataTable<Row>(props: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** more about a row, below it and over its whole width */
  below?: (row: Row) => ReactNode;
  isQuiet?: (row: Row) => boolean;
}) {
  const { t } = useTexts();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const leftCount = props.rows.length - shown;
  return (
    <div className={styles.frame}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: lost without them, see above */}
      <table role="table" aria-label={props.label} className={styles.table}>
        <thead role="rowgroup">
          <tr role="row">
            {props.columns.map((column) => (
              <th key={column.title} role="columnheader" scope="col" data-figure={column.isFigure ? '' : undefined}>
                <span className={column.isActs ? 'visually-hidden' : undefined}>{column.title}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {props.rows.slice(0, shown).map((row) => {
            const below = props.below?.(row);
            return (
              <Fragment key={props.keyOf(row)}>
                <tr role="row" data-quiet={props.isQuiet?.(row) ? '' : undefined} data-more={below ? '' : undefined}>
                  {props.columns.map((column) => {
                    const shared = {
                      'data-title': column.isName || column.isActs ? undefined : column.title,
                      'data-figure': column.isFigure ? '' : undefined,
                      'data-short': column.isShort ? '' : undefined,
                      'data-acts': column.isActs ? '' : undefined,
                    };
                    return column.isName ? (
                      <th key={column.title} role="rowheader" scope="row" {...shared}>
                        <div>{column.cell(row)}</div>
                      </th>
                    ) : (
                      <td key={column.title} role="cell" {...shared}>
                        <div>{column.cell(row)}</div>
                      </td>
                    );
                  })}
                </tr>
                {below && (
                  <tr role="row" className={styles.below}>
                    <td role="cell" colSpan={props.columns.length}>
                      {below}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: lost without them, see above */}
      {leftCount > 0 && (
        <p className={styles.more}>
          <Button onClick={() => setShown(shown + SHOWN_AT_ONCE)}>{t('app.showMore', { count: leftCount })}</Button>
        </p>
      )}
    </div>
  );
}
