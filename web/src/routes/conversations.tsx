import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router-dom';
import { ConversationList, ConversationListBones } from '../features/conversations/conversation-list.tsx';
import { CONVERSATION_FILTERS, withOpen } from '../features/conversations/filter-conversations.ts';
import { type Conversation, useConversationsPorts } from '../features/conversations/ports.ts';
import { useSaidArrivals } from '../features/conversations/use-said-arrivals.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Page, PageHeading } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { EmptyPlace, FailureNotice, Skeleton } from '../ui/states.tsx';
import { useAddress, useAddressChoice } from '../ui/use-address.ts';
import { ConversationThread, useOpenConversation } from './conversation-thread.tsx';
import styles from './conversations.module.css';
import { Component as NotFound } from './not-found.tsx';
import { paths } from './paths.ts';
import { type Scope, useScope } from './reader.tsx';
import { TenantStrip } from './tenant-strip.tsx';

/** How many conversations are read at first, and with each "load more". */
const PAGE_SIZE = 30;

/** An importer's conversations with contacts: the list and the open one side by side; on a phone one of the two. */
export function Component() {
  const { t } = useTexts();
  const scope = useScope();
  const { senderId = null } = useParams();
  if (!scope) return <NotFound />;
  return (
    <Page
      title={t('conversations.title')}
      heading={null}
      above={
        <div className={styles.above}>
          <TenantStrip scope={scope} />
        </div>
      }
    >
      <Panes key={scope.tenantId} scope={scope} senderId={senderId} />
    </Page>
  );
}

function Panes({ scope, senderId }: { scope: Scope; senderId: string | null }) {
  const { t } = useTexts();
  const { search: narrowing } = useLocation();
  const open = useOpenConversation(scope.tenantId, senderId);
  return (
    <div className={styles.panes} data-fills-window="" data-open={senderId === null ? undefined : ''}>
      <div className={styles.list}>
        <ListPane scope={scope} open={open.live.status === 'ready' ? open.live.value : null} openId={senderId} />
      </div>
      <div className={styles.thread}>
        {senderId === null ? (
          <p className={styles.choose}>{t('conversations.choose')}</p>
        ) : (
          <ConversationThread
            key={senderId}
            scope={scope}
            open={open}
            back={`${scope.conversationsHref}${narrowing}`}
          />
        )}
      </div>
    </div>
  );
}

function ListPane({ scope, open, openId }: { scope: Scope; open: Conversation | null; openId: string | null }) {
  const { t } = useTexts();
  const { tenantId } = scope;
  const { watchConversations } = useConversationsPorts();
  const address = useAddress();
  const { search: narrowing } = useLocation();
  const [filter, setFilter] = useAddressChoice('show', CONVERSATION_FILTERS);
  const [count, setCount] = useState(PAGE_SIZE);
  const search = address.read('q');
  const query = useLiveQuery(
    () => watchConversations(tenantId, { filter, search }, count),
    `${tenantId}:${filter}:${search}:${count}`,
  );
  const { live, isRefreshing } = useKept(query.live, tenantId);
  const page = live.status === 'ready' ? live.value : null;
  useSaidArrivals(isRefreshing ? null : (page?.conversations ?? null), `${filter}:${search}`, openId);
  const isNarrowed = filter !== 'all' || search.trim() !== '';
  // What is opened out of the unread ones is read then; it stays in the list while it is open.
  const shown = page && (filter === 'unread' ? withOpen(page.conversations, open) : page.conversations);
  const isNone = shown?.length === 0 && !isRefreshing;
  return (
    <>
      <div className={styles.tools}>
        {openId === null ? <PageHeading>{t('conversations.title')}</PageHeading> : <h2>{t('conversations.title')}</h2>}
        <SearchField label={t('conversations.search')} value={search} onChange={(text) => address.write({ q: text })} />
        <Choice
          label={t('conversations.filter')}
          value={filter}
          options={CONVERSATION_FILTERS.map((value) => ({ value, label: t(`conversations.filter.${value}`) }))}
          onChange={setFilter}
        />
      </div>
      <div className={styles.rows}>
        {live.status === 'waiting' && (
          <Skeleton>
            <ConversationListBones />
          </Skeleton>
        )}
        {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
        {isNone && !isNarrowed && <Empty scope={scope} />}
        {isNone && isNarrowed && (
          <NoneFits
            isAllRead={filter === 'unread' && search.trim() === ''}
            onShowAll={() => address.write({ q: null, show: null })}
          />
        )}
        {shown && shown.length > 0 && (
          <ConversationList
            conversations={shown}
            openId={openId}
            renderLink={({ id }, { children, ...link }) => (
              <Link {...link} to={{ pathname: scope.conversationHref(id), search: narrowing }}>
                {children}
              </Link>
            )}
          />
        )}
        {page?.hasMore && (
          <p className={styles.more}>
            <Button onClick={() => setCount(count + PAGE_SIZE)} isBusy={isRefreshing}>
              {t(isRefreshing ? 'conversations.loadingMore' : 'conversations.loadMore')}
            </Button>
          </p>
        )}
      </div>
    </>
  );
}

/** Nothing yet: how customers get here. */
function Empty({ scope }: { scope: Scope }) {
  const { t } = useTexts();
  return (
    <div className={styles.empty}>
      <EmptyPlace title={t('conversations.empty.title')}>
        <p>{t('conversations.empty.text')}</p>
        {scope.mayEdit && (
          <ButtonLink to={`${paths.whatsapp.href()}?tab=links`}>{t('conversations.empty.links')}</ButtonLink>
        )}
      </EmptyPlace>
    </div>
  );
}

function NoneFits({ isAllRead, onShowAll }: { isAllRead: boolean; onShowAll: () => void }) {
  const { t } = useTexts();
  return (
    <div className={styles.none}>
      <p role="status">{t(isAllRead ? 'conversations.none.unread' : 'conversations.none')}</p>
      <Button onClick={onShowAll}>{t('conversations.none.clear')}</Button>
    </div>
  );
}
