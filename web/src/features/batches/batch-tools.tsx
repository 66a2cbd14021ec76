import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './batch-tools.module.css';
import { BATCH_FILTERS, type BatchFilter, type Narrowing } from './filter-batches.ts';

/**
 * What needs a person, on top; then the filters and the search. Only what needs a person is counted: to count the
 * archive would cost more with each year, and says nothing about what is to be done.
 */
export function BatchTools(props: {
  attentionCount: number;
  narrowing: Narrowing;
  onFilter: (filter: BatchFilter) => void;
  onSearch: (search: string) => void;
  /** all that need a person, whatever was searched for */
  onAttention: () => void;
}) {
  const { t, region } = useTexts();
  const { attentionCount, narrowing } = props;
  return (
    <div className={styles.tools}>
      {attentionCount > 0 && narrowing.filter !== 'attention' && (
        <Notice tone="attention">
          <p className={styles.attention}>
            <span>{t('batches.attention', { count: attentionCount })}</span>
            <Button onClick={props.onAttention}>{t('batches.attention.show')}</Button>
          </p>
        </Notice>
      )}
      <div className={styles.row}>
        <Choice
          label={t('batches.filter')}
          value={narrowing.filter}
          options={BATCH_FILTERS.map((value) => ({
            value,
            label: t(`batches.filter.${value}`),
            ...(value === 'attention' && attentionCount > 0
              ? { count: formatCount(region, attentionCount), isUrgent: true }
              : {}),
          }))}
          onChange={props.onFilter}
        />
        <div className={styles.search}>
          <SearchField label={t('batches.search')} value={narrowing.search} onChange={props.onSearch} />
        </div>
      </div>
    </div>
  );
}
