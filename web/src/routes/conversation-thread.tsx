import { startFile } from '@casillero/domain/api/uploads';
import { fail } from '@casillero/domain/result';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useCallEndpoint } from '../api/api-context.ts';
import {
  type Conversation,
  type Message,
  type SendFile,
  useConversationsPorts,
} from '../features/conversations/ports.ts';
import { ThreadBones } from '../features/conversations/thread-messages.tsx';
import { ThreadView } from '../features/conversations/thread-view.tsx';
import { loadPicture } from '../features/media/load-picture.ts';
import { Thumbnail, usePicture } from '../features/media/media-image.tsx';
import { messageFileId } from '../features/media/message-file-id.ts';
import { useMediaCache } from '../features/media/ports.ts';
import { useUploadsPorts } from '../features/uploads/ports.ts';
import { uploadFile } from '../features/uploads/upload-file.ts';
import type { Live } from '../live/live.ts';
import { useLiveQuery } from '../live/use-live.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BackLink } from '../ui/back-link.tsx';
import { PageHeading } from '../ui/page.tsx';
import { saveFrom } from '../ui/save-file.ts';
import { FailureNotice, Skeleton } from '../ui/states.tsx';
import styles from './conversations.module.css';
import { type Scope, useIdentity } from './reader.tsx';

const Viewer = lazy(async () => ({ default: (await import('../features/screenshots/viewer.tsx')).Viewer }));

/** A conversation as the address names it, and the way to ask for it again. */
export type OpenConversation = { readonly live: Live<Conversation | null>; readonly retry: () => void };

/** The open conversation, live; null where the importer has none with this contact. @param senderId null: none is open */
export function useOpenConversation(tenantId: string, senderId: string | null): OpenConversation {
  const { watchConversation } = useConversationsPorts();
  return useLiveQuery(() => watchConversation(tenantId, senderId ?? 'none'), `${tenantId}/${senderId}`);
}

/** The open conversation with a contact, and the pictures in it. */
export function ConversationThread({ scope, open, back }: { scope: Scope; open: OpenConversation; back: string }) {
  const { t } = useTexts();
  const { uid } = useIdentity();
  const { key } = useLocation();
  const cache = useMediaCache();
  const sendFile = useSendFile(scope.tenantId);
  const [enlarged, setEnlarged] = useState<{ message: Message; position: number; title: string } | null>(null);
  const { live } = open;
  const { tenantId } = scope;
  const backLink = (isBeside = false) => (
    <div className={styles.back}>
      <BackLink to={back} isBeside={isBeside}>
        {t('conversations.back')}
      </BackLink>
    </div>
  );
  if (live.status === 'waiting')
    return (
      <>
        <h1 className="visually-hidden">{t('conversations.title')}</h1>
        <Skeleton>
          <ThreadBones />
        </Skeleton>
      </>
    );
  if (live.status === 'failed')
    return (
      <>
        <h1 className="visually-hidden">{t('conversations.title')}</h1>
        {backLink()}
        <FailureNotice failure={live.failure} onRetry={open.retry} />
      </>
    );
  const conversation = live.value;
  // A conversation with one of the importer's own phones is no chat: its batches show what was sent.
  if (conversation?.kind !== 'contact')
    return (
      <div className={styles.missing}>
        {backLink()}
        <PageHeading>{t('notFound.title')}</PageHeading>
        <p>{t('notFound.text')}</p>
      </div>
    );
  const idOf = (message: Message, position: number) => messageFileId(conversation.id, message.id, position);
  const load = (message: Message, position: number) => loadPicture(cache, tenantId, idOf(message, position));
  return (
    <>
      <ThreadView
        tenantId={tenantId}
        conversation={conversation}
        mayEdit={scope.mayEdit}
        readerUid={uid}
        takesFocus={key !== 'default'}
        back={backLink(true)}
        sendFile={sendFile}
        files={(name) => ({
          renderThumbnail: (message, position, alt) => (
            <Thumbnail tenantId={tenantId} screenshotId={idOf(message, position)} alt={alt} />
          ),
          onEnlarge: (message, position) =>
            setEnlarged({ message, position, title: t('conversations.file.of', { name }) }),
          loadOriginal: load,
          openOriginal: (message, position) =>
            openInTab(
              () => load(message, position),
              message.media?.[position]?.fileName ?? t('conversations.file.document'),
            ),
        })}
      />
      {enlarged && (
        <Suspense fallback={null}>
          <Enlarged
            tenantId={tenantId}
            mediaId={idOf(enlarged.message, enlarged.position)}
            file={enlarged.message.media?.[enlarged.position]}
            title={enlarged.title}
            onClose={() => setEnlarged(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Brings a file for a contact to the server, in pieces. */
function useSendFile(tenantId: string): SendFile {
  const callEndpoint = useCallEndpoint();
  const { sendPiece } = useUploadsPorts();
  return (senderId, file, onProgress) =>
    uploadFile(
      file,
      {
        start: ({ name, sizeBytes, sha256 }) =>
          callEndpoint(startFile, {
            params: { tenantId, senderId },
            query: {},
            body: { fileName: name.slice(0, 255), sizeBytes, sha256 },
          }),
        send: (uploadId, offset, bytes) => sendPiece(tenantId, uploadId, offset, bytes),
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      onProgress,
      // A file that was moved or changed since it was chosen.
    ).catch(() => fail('file-unreadable', 'The file could not be read.', 'Attach it again.'));
}

/**
 * The window is opened at the press, because browsers allow that only then, and is led to the file when it is there. Where
 * none may be opened the file is saved.
 */
async function openInTab(load: () => Promise<string | null>, fileName: string): Promise<boolean> {
  const opened = window.open('', '_blank');
  const url = await load();
  if (url === null) opened?.close();
  else if (opened) opened.location.href = url;
  else saveFrom(url, fileName);
  return url !== null;
}

function Enlarged(props: {
  tenantId: string;
  mediaId: string;
  file: NonNullable<Message['media']>[number] | undefined;
  title: string;
  onClose: () => void;
}) {
  const { picture, retry } = usePicture(props.tenantId, props.mediaId, 'picture', true);
  const { width = null, height = null } = props.file ?? {};
  const size = width !== null && height !== null ? { width, height } : null;
  return (
    <Viewer
      pictures={[{ id: props.mediaId, number: 1, name: props.title, size }]}
      count={1}
      viewedId={props.mediaId}
      title={props.title}
      picture={picture}
      onRetry={retry}
      onView={() => {}}
      onClose={props.onClose}
    />
  );
}
