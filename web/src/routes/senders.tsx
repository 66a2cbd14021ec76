import { lookUpSender } from '@casillero/domain/api/senders';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router-dom';
import { useEndpoint } from '../api/use-endpoint.ts';
import { SenderView } from '../features/senders/sender-view.tsx';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddress } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';
import styles from './senders.module.css';

/** As the API wants it. */
const MIN_CHARACTERS = 3;

/** Looks a sender up by a phone in any spelling, an alias or an id (R56). */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <Senders /> : <NotFound />;
}

function Senders() {
  const { t } = useTexts();
  const address = useAddress();
  const sender = address.read('sender');
  const [text, setText] = useState(sender);
  const [isTooShort, setTooShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    setTooShort(wanted.length < MIN_CHARACTERS);
    if (wanted.length >= MIN_CHARACTERS) address.write({ sender: wanted });
  };
  return (
    <Page title={t('senders.title')}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <SearchField label={t('senders.search')} hint={t('senders.searchHint')} value={text} onChange={setText} />
        <Button type="submit" look="primary">
          {t('senders.find')}
        </Button>
      </form>
      <p className={styles.more}>
        <Link to={paths.mapping.href()}>{t('senders.toMapping')}</Link>
      </p>
      {isTooShort && <p role="alert">{t('senders.tooShort')}</p>}
      {sender.length >= MIN_CHARACTERS && <Found key={sender} sender={sender} />}
    </Page>
  );
}

function Found({ sender }: { sender: string }) {
  const { t } = useTexts();
  const { tenants } = useTenantNames();
  const { live, reload } = useEndpoint(lookUpSender, { params: {}, query: { sender }, body: undefined });
  if (live.status === 'waiting')
    return (
      <Skeleton>
        <Bone height="12rem" />
      </Skeleton>
    );
  if (live.status === 'failed' && live.failure.code === 'not-found')
    return (
      <EmptyPlace title={t('senders.none.title')}>
        <p>{t('senders.none.text', { sender })}</p>
      </EmptyPlace>
    );
  if (live.status === 'failed') return <FailureNotice failure={live.failure} onRetry={reload} />;
  return (
    <SenderView
      sender={live.value}
      tenants={tenants}
      renderTenant={({ tenantId, name }) => <Link to={paths.tenantBatches.href(tenantId)}>{name}</Link>}
      onChanged={reload}
    />
  );
}
