import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Warehouse } from '../features/packages/warehouse.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import styles from './batch.module.css';
import { Component as NotFound } from './not-found.tsx';
import { AddPackage } from './packages.tsx';
import { useScope } from './reader.tsx';

/** The warehouse's page: packages by their labels, one after the other. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  const [making, setMaking] = useState<string | null>(null);
  if (!scope) return <NotFound />;
  return (
    <Page
      title={t('warehouse.title')}
      above={
        <Link to={scope.packagesHref} className={styles.back}>
          <BackIcon />
          {t('packages.back')}
        </Link>
      }
    >
      <p>{t('warehouse.lead')}</p>
      <Warehouse
        tenantId={scope.tenantId}
        mayEdit={scope.mayEdit}
        renderLink={(packageId, name) => <Link to={scope.packageHref(packageId)}>{name}</Link>}
        onMake={setMaking}
      />
      {making !== null && <AddPackage scope={scope} trackingNumber={making} onClose={() => setMaking(null)} />}
    </Page>
  );
}
