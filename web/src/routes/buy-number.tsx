import type { AvailableNumber } from '@casillero/domain/api/available-numbers';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { BuyDialog } from '../features/purchases/buy-dialog.tsx';
import { NumberSearch } from '../features/purchases/number-search.tsx';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

/** Buys a number at Twilio: search, choose, look at the price, confirm (R52). */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <BuyNumber /> : <NotFound />;
}

function BuyNumber() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { tenants } = useTenantNames();
  const [chosen, setChosen] = useState<AvailableNumber | null>(null);
  return (
    <Page title={t('buy.title')} above={<BackLink to={paths.numbers.href()}>{t('numbers.title')}</BackLink>}>
      <Section lead={t('buy.lead')}>
        <NumberSearch onChoose={setChosen} />
      </Section>
      {chosen && (
        <BuyDialog
          number={chosen}
          tenants={tenants}
          onBought={(purchaseId) => void navigate(paths.purchase.href(purchaseId))}
          onClose={() => setChosen(null)}
        />
      )}
    </Page>
  );
}
