import { type ReactNode, useEffect, useRef, useState } from 'react';
import { formatMoment } from '../../formats/time.ts';
import { useKept, useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { PageHeading } from '../../ui/page.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';
import { FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useContactName } from './contact-name.ts';
import type { BubbleParts } from './message-bubble.tsx';
import { type FileParts, MessageFiles } from './message-files.tsx';
import { type Conversation, type MessagesPage, type SendFile, useConversationsPorts } from './ports.ts';
import { ReplyForm } from './reply-form.tsx';
import { RetryButton } from './retry-button.tsx';
import { ThreadBones, ThreadMessages } from './thread-messages.tsx';
import styles from './thread-view.module.css';
import { UnsentBubbles } from './unsent-bubbles.tsx';
import { useAttaching } from './use-attaching.ts';
import { useDroppedFiles } from './use-dropped-files.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useReplyBox } from './use-reply-box.ts';
import { WindowClosed } from './window-closed.tsx';
import { windowLeft } from './window-left.ts';

/** How many messages are read at first, and with each "load older". */
const PAGE_SIZE = 50;

/** How often the time left of the window is looked at again, in milliseconds. */
const RENEW_EVERY_MS = 20_000;

const NO_MESSAGES: MessagesPage = { messages: [], hasMore: false };

type Props = {
  tenantId: string;
  conversation: Conversation;
  /** false: an operator looks */
  mayEdit: boolean;
  readerUid: string;
  files: (contactName: string) => FileParts;
  sendFile: SendFile;
  /** gone to just now, so that the keyboard begins here */
  takesFocus: boolean;
  /** the way back to the list, where only one of the two is shown */
  back: ReactNode;
};

/** A conversation with a contact: who it is, all that was said, and the field to answer in. Opening it reads it. */
export function ThreadView(props: Props) {
  const { t } = useTexts();
  const { tenantId, conversation, mayEdit } = props;
  const { name } = useContactName(conversation);
  const { watchMessages } = useConversationsPorts();
  const [count, setCount] = useState(PAGE_SIZE);
  const family = `${tenantId}/${conversation.id}`;
  const query = useLiveQuery(() => watchMessages(tenantId, conversation.id, count), `${family}:${count}`);
  const { live, isRefreshing } = useKept(query.live, family);
  const page = live.status === 'ready' ? live.value : NO_MESSAGES;
  const { box, state } = useReplyBox(tenantId, conversation.id, page.messages, props.readerUid, props.sendFile);
  const now = useNow(RENEW_EVERY_MS);
  const isOpen = windowLeft(conversation, now).isOpen;
  const root = useRef<HTMLDivElement>(null);
  const attaching = useAttaching(conversation.number, box.attach);
  useDroppedFiles(root, mayEdit && isOpen ? attaching.choose : null);
  useMarkRead(tenantId, conversation, mayEdit);
  useSaidArrivals(live.status === 'ready' ? page : null, name);
  const files = props.files(name);
  const parts: BubbleParts = {
    contactName: name,
    readerUid: props.readerUid,
    renderMedia: (message) => <MessageFiles message={message} parts={files} />,
    renderRetry: ({ id }) => mayEdit && <RetryButton tenantId={tenantId} senderId={conversation.id} messageId={id} />,
  };
  return (
    <div ref={root} className={styles.thread}>
      <Head {...props} name={name} />
      {live.status === 'waiting' && (
        <Skeleton>
          <ThreadBones />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={query.retry} />}
      {live.status === 'ready' && (
        <ThreadMessages
          page={page}
          parts={parts}
          isLoadingOlder={isRefreshing}
          onOlder={() => setCount(count + PAGE_SIZE)}
          lastUnsentId={state.unsent.at(-1)?.id ?? null}
          // What failed stays where it can be read: there is no field to put it into.
          unsent={
            <UnsentBubbles replies={state.unsent} onRetry={box.retry} onTakeBack={isOpen ? box.takeBack : null} />
          }
        />
      )}
      {mayEdit &&
        (isOpen ? (
          <ReplyForm
            conversation={conversation}
            contactName={name}
            now={now}
            draft={state.draft}
            file={state.file}
            onWrite={box.write}
            attaching={attaching}
            onSend={() => box.send(live.status === 'ready' ? page.messages : null)}
            takesFocus={props.takesFocus}
          />
        ) : (
          <WindowClosed
            conversation={conversation}
            contactName={name}
            draft={state.draft}
            file={state.file}
            onDetach={attaching.detach}
          />
        ))}
      {!mayEdit && <p className={styles.readOnly}>{t('conversations.readOnly')}</p>}
    </div>
  );
}

function Head({ conversation, back, name }: Props & { name: string }) {
  const { t, region } = useTexts();
  const { phone } = useContactName(conversation);
  const { optedOutAt } = conversation;
  return (
    <header className={styles.head}>
      {back}
      <div className={styles.who}>
        <PageHeading>{name}</PageHeading>
        {phone && conversation.phone && (
          <p className={styles.phone}>
            <PhoneText phone={conversation.phone} />
          </p>
        )}
      </div>
      {optedOutAt && (
        <p className={styles.optedOut}>{t('conversations.optedOut', { at: formatMoment(region, optedOutAt) })}</p>
      )}
    </header>
  );
}

/** Says what the contact writes while the thread is open, to those who do not see it come. */
function useSaidArrivals(page: MessagesPage | null, name: string): void {
  const { t } = useTexts();
  const announce = useAnnounce();
  const lastIn = page?.messages.findLast(
    ({ direction, about }) => direction === 'in' && about?.relation !== 'reaction',
  );
  const seen = useRef<{ at: number } | null>(null);
  useEffect(() => {
    if (!page) return;
    const at = lastIn?.at.getTime() ?? 0;
    if (seen.current && lastIn && at > seen.current.at)
      announce(t('conversations.said', { name, text: lastIn.text || t('conversations.noText') }));
    seen.current = { at: Math.max(at, seen.current?.at ?? 0) };
  }, [page, lastIn, name, announce, t]);
}
