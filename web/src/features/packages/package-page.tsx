import { changePackage } from '@casillero/domain/api/packages';
import { nextState, PACKAGE_STATES, type PackageState } from '@casillero/domain/package/package-state';
import type { ReactNode } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Section } from '../../ui/section.tsx';
import { Switch } from '../../ui/switch.tsx';
import { PackageHistory } from './package-history.tsx';
import { inGroups } from './package-name.ts';
import styles from './package-page.module.css';
import { PackageStateBadge } from './package-state.tsx';
import type { Package } from './ports.ts';
import { useMovePackages } from './use-move-packages.ts';

/** One package: where it is, where it goes next, what is known of it, its history and its public page. */
export function PackagePage(props: {
  tenantId: string;
  parcel: Package;
  mayEdit: boolean;
  customer: ReactNode;
  trackingUrl: string;
  onEdit: () => void;
}) {
  const { t } = useTexts();
  const { tenantId, parcel, mayEdit } = props;
  const { move, isBusy, failure } = useMovePackages(tenantId);
  const next = nextState(parcel.state);
  const moveTo = (state: PackageState) => void move([parcel.id], state);
  return (
    <div className={styles.page}>
      <div>
        <Section
          act={
            mayEdit && (
              <Button look="quiet" onClick={props.onEdit}>
                {t('packages.edit')}
              </Button>
            )
          }
          title={t('packages.column.state')}
        >
          <p className={styles.now}>
            <PackageStateBadge state={parcel.state} /> <Moment at={parcel.stateAt} />
          </p>
          {mayEdit && (
            <div className={styles.moves}>
              {next && (
                <Button look="primary" isBusy={isBusy} onClick={() => moveTo(next)}>
                  {t('packages.next', { state: t(`packages.state.${next}`) })}
                </Button>
              )}
              <Menu
                label={t('packages.otherState')}
                items={PACKAGE_STATES.filter((state) => state !== parcel.state).map((state) => ({
                  label: t(`packages.state.${state}`),
                  act: () => moveTo(state),
                }))}
              />
              <Notifies tenantId={tenantId} parcel={parcel} />
            </div>
          )}
          {failure && <ActFailure failure={failure} />}
          {parcel.notification && <p className={styles.told}>{t(`packages.notTold.${parcel.notification.outcome}`)}</p>}
        </Section>
        <Section title={t('packages.history')}>
          <PackageHistory history={parcel.history} />
        </Section>
      </div>
      <div>
        <Section title={t('packages.column.package')}>
          <Facts
            facts={[
              { name: t('packages.customer'), value: props.customer },
              {
                name: t('packages.tracking'),
                value: parcel.trackingNumber && (
                  <span className={styles.number}>
                    <span>
                      {parcel.carrier && `${parcel.carrier} `}
                      <code>{inGroups(parcel.trackingNumber)}</code>
                    </span>
                    <CopyButton text={parcel.trackingNumber} what={t('packages.tracking')} />
                  </span>
                ),
              },
              { name: t('packages.description'), value: parcel.description || null },
              { name: t('packages.shop'), value: parcel.shop },
              { name: t('packages.orderNumber'), value: parcel.orderNumber },
            ]}
          />
        </Section>
        <Section title={t('packages.page')} lead={t('packages.pageLead')}>
          <p className={styles.number}>
            <a href={props.trackingUrl} target="_blank" rel="noreferrer">
              {t('packages.pageOpen')}
            </a>
            <CopyButton text={props.trackingUrl} what={t('packages.page')} />
          </p>
        </Section>
      </div>
    </div>
  );
}

/** Whether the customer hears of this package's changes. */
function Notifies({ tenantId, parcel }: { tenantId: string; parcel: Package }) {
  const { t } = useTexts();
  const change = useAct(changePackage);
  return (
    <>
      <Switch
        label={t('packages.notifies')}
        isOn={parcel.notifies}
        isBusy={change.isBusy}
        onChange={(notifies) =>
          void change.run({ params: { tenantId, packageId: parcel.id }, query: {}, body: { notifies } })
        }
      />
      {change.failure && <ActFailure failure={change.failure} />}
    </>
  );
}
