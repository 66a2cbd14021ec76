import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './batch-tools.module.css';
import { BATCH_FILTERS, type BatchFilter, countByFilter } from './filter-batches.ts';
import type { Batch } from './ports.ts';

/** What needs a person, on top; then the filters with their counts and the search. */
export function BatchTools(props: {
  batches: readonly Batch[];
  filter: BatchFilter;
  search: string;
  onFilter: (filter: BatchFilter) => void;
  onSearch: (search: string) => void;
}) {
  const { t, region } = useTexts();
  const counts = countByFilter(props.batches);
  return (
    <div className={styles.tools}>
      {counts.attention > 0 && props.filter !== 'attention' && (
        <Notice tone="attention">
          <p className={styles.attention}>
            <span>{t('batches.attention', { count: counts.attention })}</span>
            <Button onClick={() => props.onFilter('attention')}>{t('batches.attention.show')}</Button>
          </p>
        </Notice>
      )}
      <div className={styles.row}>
        <Choice
          label={t('batches.filter')}
          value={props.filter}
          options={BATCH_FILTERS.map((value) => ({
            value,
            label: t(`batches.filter.${value}`),
            count: formatCount(region, counts[value]),
            isUrgent: value === 'attention' && counts.attention > 0,
          }))}
          onChange={props.onFilter}
        />
        <div className={styles.search}>
          <Field
            label={t('batches.search')}
            type="search"
            value={props.search}
            autoComplete="off"
            onChange={(event) => props.onSearch(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && props.onSearch('')}
            after={
              props.search && (
                <IconButton label={t('batches.clearSearch')} onClick={() => props.onSearch('')}>
                  <CloseIcon />
                </IconButton>
              )
            }
          />
        </div>
      </div>
    </div>
  );
}
