import { resumeTenant } from '@casillero/domain/api/tenants';
import { Fragment, useMemo, useState } from 'react';
import { Link } from 'react-router-dom';
import { useAct } from '../api/use-act.ts';
import { useNumbersPorts } from '../features/numbers/ports.ts';
import { InviteDialog } from '../features/tenants/invite-dialog.tsx';
import { type Tenant, useTenantsPorts } from '../features/tenants/ports.ts';
import { SuspendDialog } from '../features/tenants/suspend-dialog.tsx';
import { TenantDialog } from '../features/tenants/tenant-dialog.tsx';
import { TenantTable } from '../features/tenants/tenant-table.tsx';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from '../ui/act-failure.tsx';
import { Button } from '../ui/button.tsx';
import { PlusIcon } from '../ui/icons.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { matchesWords } from '../ui/matches-words.ts';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

const SHOWN = ['all', 'active', 'suspended'] as const;

type Open =
  | { readonly kind: 'edit'; readonly tenant: Tenant | null }
  | { readonly kind: 'suspend'; readonly tenant: Tenant }
  | { readonly kind: 'invite'; readonly tenant: { readonly id: string; readonly name: string } }
  | null;

/** Every importer, for operators, live; created, changed, suspended and given its first admin from here (R70). */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <Tenants /> : <NotFound />;
}

function Tenants() {
  const { t } = useTexts();
  const toast = useToast();
  const { watchTenants } = useTenantsPorts();
  const { live, retry } = useLiveQuery(watchTenants, 'tenants');
  const numbersOf = useNumbersOfTenants();
  const address = useAddress();
  const [shown, setShown] = useAddressChoice('show', SHOWN);
  const [open, setOpen] = useState<Open>(null);
  const resume = useAct(resumeTenant);
  const close = () => setOpen(null);
  const search = address.read('q');
  const tenants = live.status === 'ready' ? live.value : [];
  const found = tenants.filter(
    ({ name, id, status }) => (shown === 'all' || status === shown) && matchesWords(search, [name, id]),
  );
  const resumeNow = async (tenant: Tenant) => {
    const outcome = await resume.run({ params: { tenantId: tenant.id }, query: {}, body: undefined });
    if (outcome?.ok) toast({ text: t('tenants.resumed', { name: tenant.name }) });
  };
  const actsOn = (tenant: Tenant) => [
    { label: t('tenants.edit'), act: () => setOpen({ kind: 'edit', tenant }) },
    { label: t('tenants.invite'), act: () => setOpen({ kind: 'invite', tenant }) },
    tenant.status === 'active'
      ? { label: t('tenants.suspend'), act: () => setOpen({ kind: 'suspend', tenant }), isDangerous: true }
      : { label: t('tenants.resume'), act: () => void resumeNow(tenant) },
  ];
  return (
    <Page title={t('tenants.title')}>
      <ListTools
        main={
          <Button look="primary" onClick={() => setOpen({ kind: 'edit', tenant: null })}>
            <PlusIcon />
            {t('tenants.create')}
          </Button>
        }
        found={tenants.length > 0 && t('app.found', { count: found.length })}
      >
        <SearchField label={t('tenants.search')} value={search} onChange={(q) => address.write({ q })} />
        <SelectField
          label={t('tenants.state')}
          value={shown}
          options={SHOWN.map((value) => ({ value, label: t(`tenants.show.${value}`) }))}
          onChange={setShown}
        />
      </ListTools>
      {resume.failure && <ActFailure failure={resume.failure} />}
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="12rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && tenants.length === 0 && (
        <EmptyPlace title={t('tenants.empty.title')}>
          <p>{t('tenants.empty.text')}</p>
        </EmptyPlace>
      )}
      {found.length > 0 && (
        <TenantTable
          tenants={found}
          renderLink={(tenant) => <Link to={paths.tenantBatches.href(tenant.id)}>{tenant.name}</Link>}
          renderNumbers={({ id }) => <NumbersOf tenantId={id} numbers={numbersOf(id)} />}
          actsOn={actsOn}
        />
      )}
      {open?.kind === 'edit' && (
        <TenantDialog
          tenant={open.tenant}
          onSaved={(saved) => {
            toast({ text: t(open.tenant ? 'tenants.saved' : 'tenants.created', { name: saved.name }) });
            // A new importer has nobody yet who could enter: that comes next.
            setOpen(open.tenant ? null : { kind: 'invite', tenant: saved });
          }}
          onClose={close}
        />
      )}
      {open?.kind === 'suspend' && (
        <SuspendDialog
          tenant={open.tenant}
          onDone={() => {
            close();
            toast({ text: t('tenants.suspended', { name: open.tenant.name }) });
          }}
          onClose={close}
        />
      )}
      {open?.kind === 'invite' && <InviteDialog tenant={open.tenant} onClose={close} />}
    </Page>
  );
}

/** The dedicated numbers of each importer, as they are displayed. */
function useNumbersOfTenants(): (tenantId: string) => readonly string[] {
  const { watchNumbers } = useNumbersPorts();
  const { live } = useLiveQuery(watchNumbers, 'numbers');
  const ofTenants = useMemo(() => {
    const displays = new Map<string, string[]>();
    for (const { tenantIds, display } of live.status === 'ready' ? live.value : [])
      for (const tenantId of tenantIds) displays.set(tenantId, [...(displays.get(tenantId) ?? []), display]);
    return displays;
  }, [live]);
  return (tenantId) => ofTenants.get(tenantId) ?? [];
}

function NumbersOf({ tenantId, numbers }: { tenantId: string; numbers: readonly string[] }) {
  const { t } = useTexts();
  return (
    <Link to={paths.numbersOf.href(tenantId)}>
      {numbers.length === 0 && t('tenants.numbers.none')}
      {numbers.map((display, place) => (
        <Fragment key={display}>
          {place > 0 && ', '}
          <span className="one-line">{display}</span>
        </Fragment>
      ))}
    </Link>
  );
}
