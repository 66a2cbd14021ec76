import { AccountsSection } from '../features/accounts/accounts-section.tsx';
import { AnswersSection } from '../features/answers/answers-section.tsx';
import { LinksSection } from '../features/links/links-section.tsx';
import { TenantNumber } from '../features/numbers/tenant-number.tsx';
import { PhonesSection } from '../features/phones/phones-section.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useAddressChoice } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

const TABS = ['phones', 'number', 'links', 'answers'] as const;

/** An importer's WhatsApp settings: its phones, its number, its links, what answers by itself. Operators look. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  const { claims } = useIdentity();
  const [tab, setTab] = useAddressChoice('tab', TABS);
  if (!scope) return <NotFound />;
  const { tenantId, mayEdit } = scope;
  return (
    <Page title={t('whatsapp.title')} above={<TenantStrip scope={scope} />}>
      <Tabs
        key={tenantId}
        label={t('whatsapp.parts')}
        value={tab}
        tabs={TABS.map((value) => ({ value, label: t(`whatsapp.tab.${value}`) }))}
        onChange={setTab}
      >
        {tab === 'phones' && <PhonesSection tenantId={tenantId} mayEdit={mayEdit} />}
        {tab === 'number' && (
          <>
            <TenantNumber tenantId={tenantId} />
            {claims.role === 'admin' && <AccountsSection tenantId={tenantId} />}
          </>
        )}
        {tab === 'answers' && <AnswersSection tenantId={tenantId} mayChange={claims.role === 'admin'} />}
        {tab === 'links' && (
          <LinksSection
            tenantId={tenantId}
            mayEdit={mayEdit}
            renderPrint={(codes, text) => mayEdit && <ButtonLink to={paths.printLinks.href(codes)}>{text}</ButtonLink>}
          />
        )}
      </Tabs>
    </Page>
  );
}
