import type { ReactNode } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Moment } from '../../ui/moment.tsx';
import styles from './package-list.module.css';
import { inGroups, packageName } from './package-name.ts';
import { PackageStateBadge } from './package-state.tsx';
import type { Package } from './ports.ts';

/** Packages with where they are. Those who may move them can choose several. */
export function PackageList(props: {
  packages: readonly Package[];
  /** null: nothing can be chosen */
  chosen: ReadonlySet<string> | null;
  onChoose: (packageId: string, isChosen: boolean) => void;
  isCustomerShown: boolean;
  renderLink: (parcel: Package, name: string) => ReactNode;
  renderCustomer: (parcel: Package) => ReactNode;
}) {
  const { t } = useTexts();
  const { chosen } = props;
  const nameOf = (parcel: Package) => packageName(parcel) ?? t('packages.noDescription');
  return (
    <DataTable
      label={t('packages.title')}
      rows={props.packages}
      keyOf={({ id }) => id}
      isQuiet={({ state }) => state === 'delivered'}
      columns={[
        {
          title: t('packages.column.package'),
          isName: true,
          cell: (parcel) => (
            <span className={styles.name}>
              {chosen && (
                <input
                  type="checkbox"
                  className={styles.box}
                  aria-label={t('packages.choose', { name: nameOf(parcel) })}
                  checked={chosen.has(parcel.id)}
                  onChange={(event) => props.onChoose(parcel.id, event.target.checked)}
                />
              )}
              <span className={styles.words}>{props.renderLink(parcel, nameOf(parcel))}</span>
            </span>
          ),
        },
        ...(props.isCustomerShown
          ? [{ title: t('packages.column.customer'), cell: (parcel: Package) => props.renderCustomer(parcel) }]
          : []),
        {
          title: t('packages.column.tracking'),
          cell: ({ trackingNumber, carrier }) =>
            trackingNumber === null ? (
              <span className={styles.soft}>{t('packages.noTracking')}</span>
            ) : (
              <span className={styles.tracking}>
                {carrier && `${carrier} `}
                <code className={styles.number}>{inGroups(trackingNumber)}</code>
              </span>
            ),
        },
        {
          title: t('packages.column.state'),
          cell: ({ state }) => (
            <span>
              <PackageStateBadge state={state} />
            </span>
          ),
        },
        { title: t('packages.column.since'), cell: ({ stateAt }) => <Moment at={stateAt} /> },
      ]}
    />
  );
}
