import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useProblemsPorts } from '../features/problems/ports.ts';
import {
  filterProblems,
  PROBLEM_KINDS,
  type Problem,
  problemOfConflict,
  problemOfRefused,
  problemOfUnprocessed,
  problemOfWork,
  reasonKeyOf,
} from '../features/problems/problem.ts';
import { ProblemTable, useReasonName } from '../features/problems/problem-table.tsx';
import { type ActedOn, useProblemActs } from '../features/problems/use-problem-acts.ts';
import { useTenantNames } from '../features/tenants/use-tenant-names.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActFailure } from '../ui/act-failure.tsx';
import { BackLink } from '../ui/back-link.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ListTools } from '../ui/list-tools.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { SelectField } from '../ui/select.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import styles from './problems.module.css';
import { useIdentity } from './reader.tsx';

/** How many of each source are read at first, and with each "load more". */
const PAGE_SIZE = 200;
const KINDS = ['all', ...PROBLEM_KINDS] as const;

/** What failed for good, of every kind, with its reason; retried and dismissed from here (R91). */
export function Component() {
  const { claims } = useIdentity();
  return claims.role === 'operator' ? <Problems /> : <NotFound />;
}

/** Every source, live, as one list. */
function useProblems(count: number) {
  const ports = useProblemsPorts();
  const work = useLiveQuery(() => ports.watchDeadWork(count), `dead-work:${count}`);
  const unprocessed = useLiveQuery(() => ports.watchUnprocessed(count), `unprocessed:${count}`);
  const refused = useLiveQuery(() => ports.watchRefusedEvents(count), `refused:${count}`);
  const conflicts = useLiveQuery(() => ports.watchSenderConflicts(count), `conflicts:${count}`);
  const kept = [
    useKept(work.live, 'dead-work').live,
    useKept(unprocessed.live, 'unprocessed').live,
    useKept(refused.live, 'refused').live,
    useKept(conflicts.live, 'conflicts').live,
  ] as const;
  const [ofWork, ofUnprocessed, ofRefused, ofConflicts] = kept;
  const problems: readonly Problem[] = [
    ...(ofWork.status === 'ready' ? ofWork.value.found.map(problemOfWork) : []),
    ...(ofUnprocessed.status === 'ready' ? ofUnprocessed.value.found.map(problemOfUnprocessed) : []),
    ...(ofRefused.status === 'ready' ? ofRefused.value.found.map(problemOfRefused) : []),
    ...(ofConflicts.status === 'ready' ? ofConflicts.value.found.map(problemOfConflict) : []),
  ];
  const failed = kept.find((live) => live.status === 'failed');
  return {
    problems,
    isWaiting: kept.some(({ status }) => status === 'waiting'),
    failure: failed?.status === 'failed' ? failed.failure : null,
    hasMore: kept.some((live) => live.status === 'ready' && live.value.hasMore),
    retry: () => {
      for (const query of [work, unprocessed, refused, conflicts]) query.retry();
    },
  };
}

function Problems() {
  const { t, find } = useTexts();
  const toast = useToast();
  const address = useAddress();
  const { nameOf } = useTenantNames();
  const reasonName = useReasonName();
  const keptFocus = useKeptFocus<HTMLDivElement>();
  const [count, setCount] = useState(PAGE_SIZE);
  const { problems, isWaiting, failure, hasMore, retry } = useProblems(count);
  const [kind, setKind] = useAddressChoice('what', KINDS);
  const [acted, setActed] = useState<ActedOn | null>(null);
  // Those that were on the page when the question was asked: what comes meanwhile nobody has read.
  const [asking, setAsking] = useState<{ act: ActedOn['act']; problems: readonly Problem[] } | null>(null);
  const acts = useProblemActs((outcome) => {
    setActed(outcome);
    setAsking(null);
    if (outcome.done > 0) toast({ text: t(`problems.done.${outcome.act}`, { count: outcome.done }) });
  });
  const [search, reason, tenantId] = [address.read('q'), address.read('reason'), address.read('importer')];
  const found = filterProblems(problems, { search, kind, reason, tenantId }, nameOf);
  const retriable = found.filter(({ canRetry }) => canRetry);
  const reasons = new Map(problems.map((problem) => [reasonKeyOf(problem), reasonName(problem)]));
  const concerned = new Set(problems.flatMap((problem) => problem.tenantId ?? []));
  // What is chosen stays a choice when the last problem of it is gone: it still narrows what is shown.
  if (reason !== '' && !reasons.has(reason)) reasons.set(reason, find(`problems.reason.${reason}`) ?? reason);
  if (tenantId !== '') concerned.add(tenantId);
  return (
    <Page title={t('problems.title')} above={<BackLink to={paths.home.href()}>{t('nav.overview')}</BackLink>}>
      <p className={styles.lead}>{t('problems.lead')}</p>
      {problems.length > 0 && (
        <ListTools found={t('app.found', { count: found.length })}>
          <SearchField label={t('problems.search')} value={search} onChange={(q) => address.write({ q })} />
          <SelectField
            label={t('problems.what')}
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`problems.kind.${value}`) }))}
            onChange={setKind}
          />
          <SelectField
            label={t('problems.why')}
            value={reason}
            options={[
              { value: '', label: t('problems.kind.all') },
              ...[...reasons].map(([value, label]) => ({ value, label })),
            ]}
            onChange={(value) => address.write({ reason: value })}
          />
          <SelectField
            label={t('problems.tenant')}
            value={tenantId}
            options={[
              { value: '', label: t('problems.kind.all') },
              ...[...concerned]
                .map((id) => ({ value: id, label: nameOf(id) }))
                .sort((one, other) => one.label.localeCompare(other.label)),
            ]}
            onChange={(value) => address.write({ importer: value })}
          />
        </ListTools>
      )}
      {found.length > 1 && (
        <div className={styles.buttons}>
          {retriable.length > 0 && (
            <Button isBusy={acts.isBusy} onClick={() => setAsking({ act: 'retry', problems: retriable })}>
              {t('problems.retryAll', { count: retriable.length })}
            </Button>
          )}
          <Button look="quiet" isBusy={acts.isBusy} onClick={() => setAsking({ act: 'dismiss', problems: found })}>
            {t('problems.dismissAll', { count: found.length })}
          </Button>
        </div>
      )}
      {acted && <Left acted={acted} />}
      {failure && <FailureNotice failure={failure} onRetry={retry} />}
      {isWaiting && !failure && (
        <Skeleton>
          <Bone height="12rem" />
        </Skeleton>
      )}
      {!isWaiting && !failure && problems.length === 0 && (
        <EmptyPlace title={t('problems.empty.title')}>
          <p>{t('problems.empty.text')}</p>
        </EmptyPlace>
      )}
      {found.length > 0 && (
        <div {...keptFocus}>
          <ProblemTable
            problems={found}
            isBusy={acts.isBusy}
            nameOf={nameOf}
            renderPlace={(problem, text) => <Place problem={problem} text={text} />}
            onRetry={(problem) => void acts.retry([problem])}
            onDismiss={(problem) => void acts.dismiss([problem])}
          />
        </div>
      )}
      {hasMore && (
        <Button onClick={() => setCount(count + PAGE_SIZE)} isBusy={isWaiting}>
          {t('problems.more')}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={t(`problems.${asking.act}All`, { count: asking.problems.length })}
          confirm={t(`problems.${asking.act}`)}
          isBusy={acts.isBusy}
          onConfirm={() => void acts[asking.act](asking.problems)}
          onClose={() => setAsking(null)}
        >
          <p>{t(`problems.sure.${asking.act}`)}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

/** What stays on the list after an act, and why. */
function Left({ acted: { left, failure } }: { acted: ActedOn }) {
  const { t, find } = useTexts();
  if (failure) return <ActFailure failure={failure} />;
  const [first] = left;
  if (!first) return null;
  return (
    <Notice tone="attention">
      <p>{t('problems.left', { count: left.length })}</p>
      <p>
        {find(`fault.${first.code}`) ?? first.code} {first.code === 'not-taken-in' && first.message}
      </p>
    </Notice>
  );
}

/** The way to where a problem belongs. */
function Place({ problem: { place }, text }: { problem: Problem; text: string }) {
  if (place === null) return text;
  switch (place.page) {
    case 'conversation':
      return <Link to={paths.tenantConversation.href(place.tenantId, place.senderId)}>{text}</Link>;
    case 'batch':
      return <Link to={paths.tenantBatch.href(place.tenantId, place.batchId)}>{text}</Link>;
    case 'sender':
      return <Link to={paths.senders.href(place.sender)}>{text}</Link>;
    case 'purchase':
      return <Link to={paths.purchase.href(place.purchaseId)}>{text}</Link>;
  }
}
