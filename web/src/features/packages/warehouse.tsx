import type { AnswerOf } from '@casillero/domain/api/endpoint';
import { findPackages } from '@casillero/domain/api/packages';
import { nextState, PACKAGE_STATES, type PackageState } from '@casillero/domain/package/package-state';
import { type ReactNode, useRef, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SelectField } from '../../ui/select.tsx';
import { useAddressChoice } from '../../ui/use-address.ts';
import { inGroups, packageName } from './package-name.ts';
import { PackageStateBadge } from './package-state.tsx';
import { ScanForm } from './scan-form.tsx';
import { type ChangeOutcome, useMovePackages } from './use-move-packages.ts';
import styles from './warehouse.module.css';

type Found = AnswerOf<typeof findPackages>;
type FoundPackage = Found['packages'][number];

/** A package that was scanned, as it is since. */
type Scanned = { readonly parcel: FoundPackage; readonly wasThere: boolean };

/** What happens with a package that was found. */
const ON_SCAN = ['look', ...PACKAGE_STATES] as const;

/** Packages by their labels, one after the other: found, and moved at once if that was chosen (R18). */
export function Warehouse(props: {
  tenantId: string;
  mayEdit: boolean;
  renderLink: (packageId: string, name: string) => ReactNode;
  onMake: (trackingNumber: string) => void;
}) {
  const { t } = useTexts();
  const { tenantId, mayEdit } = props;
  const [onScan, setOnScan] = useAddressChoice('then', ON_SCAN);
  const find = useAct(findPackages);
  const { move, isBusy, failure } = useMovePackages(tenantId, (undone) =>
    setScanned((before) => before.map((each) => asUndone(each, undone))),
  );
  const [found, setFound] = useState<Found | null>(null);
  const [scanned, setScanned] = useState<readonly Scanned[]>([]);

  const take = async (parcel: FoundPackage, state: PackageState | null) => {
    const outcomes = state === null || !mayEdit ? null : await move([parcel.id], state);
    const outcome = outcomes?.[0];
    const entry = {
      parcel: { ...parcel, state: outcome?.state ?? parcel.state },
      wasThere: outcome?.outcome === 'already-there',
    };
    setScanned((before) => [entry, ...before.filter((each) => each.parcel.id !== parcel.id)].slice(0, 50));
    setFound(null);
  };
  const takeScan = async (text: string) => {
    const outcome = await find.run({ params: { tenantId }, query: { scan: text }, body: undefined });
    if (!outcome?.ok) return;
    const [only, ...others] = outcome.value.packages;
    if (only && others.length === 0) await take(only, onScan === 'look' ? null : onScan);
    else setFound(outcome.value);
  };
  // A hand scanner is faster than the line: each label waits for the one before it, and none is lost.
  const lastScan = useRef<Promise<void>>(Promise.resolve());
  const scan = (text: string) => {
    const run = () => takeScan(text);
    lastScan.current = lastScan.current.then(run, run);
  };

  return (
    <div className={styles.warehouse}>
      <ScanForm onScan={scan} />
      {mayEdit && (
        <SelectField
          label={t('warehouse.onScan')}
          value={onScan}
          options={ON_SCAN.map((value) => ({
            value,
            label:
              value === 'look'
                ? t('warehouse.onScan.look')
                : t('packages.next', { state: t(`packages.state.${value}`) }),
          }))}
          onChange={setOnScan}
        />
      )}
      {find.failure && <ActFailure failure={find.failure} />}
      {failure && <ActFailure failure={failure} />}
      {found?.packages.length === 0 && (
        <Notice tone="waiting">
          <p role="status">{t('warehouse.notFound', { number: inGroups(found.number) })}</p>
          {mayEdit && <Button onClick={() => props.onMake(found.number)}>{t('warehouse.make')}</Button>}
        </Notice>
      )}
      {found && found.packages.length > 1 && (
        <section aria-label={t('warehouse.several')}>
          <p role="status">{t('warehouse.several')}</p>
          <ul className={styles.list}>
            {found.packages.map((parcel) => (
              <li key={parcel.id} className={styles.parcel}>
                <ParcelWords parcel={parcel} />
                <Button onClick={() => void take(parcel, onScan === 'look' ? null : onScan)}>
                  {t('warehouse.open')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {scanned.length > 0 && (
        <section aria-labelledby="scanned-now">
          <h2 id="scanned-now" className={styles.title}>
            {t('warehouse.session')}
          </h2>
          <ul className={styles.list} aria-live="polite">
            {scanned.map(({ parcel, wasThere }, place) => {
              const next = nextState(parcel.state);
              return (
                <li key={parcel.id} className={styles.parcel} data-latest={place === 0 ? '' : undefined}>
                  <ParcelWords parcel={parcel} name={(name) => props.renderLink(parcel.id, name)} />
                  <span className={styles.acts}>
                    {wasThere && <span className={styles.soft}>{t('warehouse.already')}</span>}
                    {mayEdit && place === 0 && next && onScan === 'look' && (
                      <Button isBusy={isBusy} onClick={() => void take(parcel, next)}>
                        {t('packages.next', { state: t(`packages.state.${next}`) })}
                      </Button>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </div>
  );
}

function asUndone(scanned: Scanned, undone: readonly ChangeOutcome[]): Scanned {
  const { parcel } = scanned;
  const state = undone.find(({ packageId }) => packageId === parcel.id)?.state;
  return state ? { parcel: { ...parcel, state }, wasThere: false } : scanned;
}

/** Whose package it is, in letters that are read from an arm's length. */
function ParcelWords({ parcel, name }: { parcel: FoundPackage; name?: (text: string) => ReactNode }) {
  const { t } = useTexts();
  const text = packageName(parcel) ?? t('packages.noDescription');
  return (
    <span className={styles.words}>
      <strong className={styles.customer}>{parcel.customerName}</strong>
      <span>{name ? name(text) : text}</span>
      <span className={styles.soft}>
        {parcel.carrier} {parcel.trackingNumber && inGroups(parcel.trackingNumber)}
      </span>
      <PackageStateBadge state={parcel.state} />
    </span>
  );
}
