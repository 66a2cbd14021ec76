import { assignUnrouted, dismissUnrouted } from '@casillero/domain/api/unrouted';
import { UNROUTED_REASONS } from '@casillero/domain/records/routing-records';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useAct } from '../api/use-act.ts';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { type Unrouted, useUnroutedPorts } from '../features/unrouted/ports.ts';
import { UnroutedCard } from '../features/unrouted/unrouted-card.tsx';
import { formatHomePhone } from '../formats/phone.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from '../ui/act-failure.tsx';
import { Button } from '../ui/button.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { matchesWords } from '../ui/matches-words.ts';
import { Page } from '../ui/page.tsx';
import { PhoneText } from '../ui/phone-text.tsx';
import { PickDialog } from '../ui/pick-dialog.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';
import styles from './unrouted.module.css';

/** How many are read at first, and with each "load more". */
const PAGE_SIZE = 30;
const REASONS = ['all', ...UNROUTED_REASONS] as const;

/** Senders whom nobody owns (R1.5), live; given to an importer or dismissed from here. */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <UnroutedSenders /> : <NotFound />;
}

function UnroutedSenders() {
  const { t } = useTexts();
  const toast = useToast();
  const address = useAddress();
  const { watchUnrouted } = useUnroutedPorts();
  const { tenants } = useTenantNames();
  const [count, setCount] = useState(PAGE_SIZE);
  const query = useLiveQuery(() => watchUnrouted(count), `unrouted:${count}`);
  const { live, isRefreshing } = useKept(query.live, 'unrouted');
  const [reason, setReason] = useAddressChoice('reason', REASONS);
  const [assigning, setAssigning] = useState<Unrouted | null>(null);
  const assign = useAct(assignUnrouted);
  const dismiss = useAct(dismissUnrouted);
  const keptFocus = useKeptFocus<HTMLUListElement>();
  const search = address.read('q');
  const senders = live.status === 'ready' ? live.value.senders : [];
  const found = senders.filter(
    (sender) =>
      (reason === 'all' || sender.reason === reason) &&
      matchesWords(search, [sender.display, sender.id, sender.profileName, sender.lastText]),
  );
  const assignTo = async (sender: Unrouted, tenant: { id: string; name: string }) => {
    const outcome = await assign.run({ params: { alias: sender.id }, query: {}, body: { tenantId: tenant.id } });
    if (!outcome?.ok) return;
    setAssigning(null);
    toast({
      text: t('unrouted.assigned', {
        sender: phoneOrDisplay(sender),
        name: tenant.name,
        count: outcome.value.messageCount,
      }),
    });
  };
  const dismissNow = async (sender: Unrouted) => {
    const outcome = await dismiss.run({ params: { alias: sender.id }, query: {}, body: undefined });
    if (outcome?.ok) toast({ text: t('unrouted.dismissed', { sender: phoneOrDisplay(sender) }) });
  };
  return (
    <Page title={t('unrouted.title')}>
      <p className={styles.lead}>{t('unrouted.lead')}</p>
      {senders.length > 0 && (
        <ListTools
          found={
            found.length < senders.length && live.status === 'ready' && live.value.hasMore
              ? t('unrouted.foundIn', { count: found.length, seen: senders.length })
              : t('app.found', { count: found.length })
          }
        >
          <SearchField label={t('unrouted.search')} value={search} onChange={(q) => address.write({ q })} />
          <SelectField
            label={t('unrouted.reason')}
            value={reason}
            options={REASONS.map((value) => ({ value, label: t(`unrouted.reason.${value}`) }))}
            onChange={setReason}
          />
        </ListTools>
      )}
      {dismiss.failure && <ActFailure failure={dismiss.failure} />}
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="12rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
      {live.status === 'ready' && senders.length === 0 && (
        <EmptyPlace title={t('unrouted.empty.title')}>
          <p>{t('unrouted.empty.text')}</p>
        </EmptyPlace>
      )}
      <ul className={styles.list} {...keptFocus}>
        {found.map((sender) => (
          <li key={sender.id}>
            <UnroutedCard
              sender={sender}
              isBusy={assign.isBusy || dismiss.isBusy}
              renderName={(each) => (
                <Link to={paths.senders.href(each.id)}>
                  <SenderName sender={each} />
                </Link>
              )}
              renderNumber={(number, text) => <Link to={paths.numbers.href(number)}>{text}</Link>}
              onAssign={() => setAssigning(sender)}
              onDismiss={() => void dismissNow(sender)}
            />
          </li>
        ))}
      </ul>
      {live.status === 'ready' && live.value.hasMore && (
        <Button onClick={() => setCount(count + PAGE_SIZE)} isBusy={isRefreshing}>
          {t('unrouted.more')}
        </Button>
      )}
      {assigning && (
        <PickDialog
          title={t('unrouted.assign.title', { sender: phoneOrDisplay(assigning) })}
          searchLabel={t('tenants.search')}
          above={<p>{t('unrouted.assign.text')}</p>}
          picks={tenants.filter(({ status }) => status === 'active')}
          isBusy={assign.isBusy}
          below={assign.failure && <ActFailure failure={assign.failure} />}
          onPick={(pick) => void assignTo(assigning, pick)}
          onClose={() => {
            assign.forget();
            setAssigning(null);
          }}
        />
      )}
    </Page>
  );
}

/** In a sentence: the phone in the reader's form, where that takes no numbering plans of the world. */
const phoneOrDisplay = ({ id, display }: Unrouted): string => formatHomePhone(id.replace(/^phone:/, '')) ?? display;

/** The phone in the reader's form; what else is known of a sender who hides it. */
const SenderName = ({ sender: { id, display } }: { sender: Unrouted }) =>
  id.startsWith('phone:') ? <PhoneText phone={id.slice('phone:'.length)} /> : display;
