import { type ReactNode, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { DocumentIcon, PlayIcon } from '../../ui/icons.tsx';
import styles from './message-files.module.css';
import type { Message } from './ports.ts';

export type MessageFile = NonNullable<Message['media']>[number];

/** How files are drawn and fetched, with the reader's token; given by the page. */
export type FileParts = {
  /** a small picture that fills its frame */
  readonly renderThumbnail: (message: Message, position: number, alt: string) => ReactNode;
  readonly onEnlarge: (message: Message, position: number) => void;
  /** opens or saves the file as it was sent; false if it could not be had */
  readonly openOriginal: (message: Message, position: number) => Promise<boolean>;
  /** the address of a sound or a film, once it was fetched; null if it could not be had */
  readonly loadOriginal: (message: Message, position: number) => Promise<string | null>;
};

/** The files of a message, each as what it is, or why it is not there. */
export function MessageFiles({ message, parts }: { message: Message; parts: FileParts }) {
  const { t } = useTexts();
  const files = message.media ?? [];
  if (files.length === 0)
    return message.mediaCount > 0 ? (
      <p className={styles.missing}>{t('conversations.file.notKept', { count: message.mediaCount })}</p>
    ) : null;
  return (
    <ul className={styles.files}>
      {files.map((file, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file is known by its place in the message
        <li key={position}>
          <File file={file} message={message} position={position} parts={parts} />
        </li>
      ))}
    </ul>
  );
}

type Shown = { file: MessageFile; message: Message; position: number; parts: FileParts };

function File(props: Shown) {
  const { t, find } = useTexts();
  const { file, message, position, parts } = props;
  const what = t(`conversations.file.${file.kind}`);
  if (file.state === 'fetching') return <p className={styles.missing}>{t('conversations.file.fetching', { what })}</p>;
  if (file.state !== 'stored')
    return (
      <p className={styles.missing}>
        {t(`conversations.file.${file.state}`, { what })}{' '}
        {file.failure && (find(`conversations.file.reason.${file.failure.code}`) ?? file.failure.message)}
      </p>
    );
  if (file.thumbnailPath !== null && file.kind === 'image')
    return (
      <button
        type="button"
        className={styles.picture}
        style={frameOf(file)}
        onClick={() => parts.onEnlarge(message, position)}
      >
        {parts.renderThumbnail(message, position, t('conversations.file.enlarge'))}
      </button>
    );
  if (file.kind === 'audio' || file.kind === 'video') return <Playable {...props} kind={file.kind} />;
  return (
    <>
      {file.thumbnailPath !== null && (
        <span className={styles.page} style={frameOf(file)}>
          {parts.renderThumbnail(message, position, what)}
        </span>
      )}
      {file.fileName && (
        <p className={styles.name}>
          <bdi>{file.fileName}</bdi>
        </p>
      )}
      <OpenFile {...props} />
    </>
  );
}

/** The frame of a picture before it is there, so that nothing jumps; long screenshots are cut below. */
const frameOf = ({ width, height }: MessageFile) => ({
  aspectRatio: width !== null && height !== null ? `${width} / ${Math.min(height, width * 1.25)}` : '4 / 3',
});

function OpenFile({ file, message, position, parts }: Shown) {
  const { t, region } = useTexts();
  const [state, setState] = useState<'idle' | 'opening' | 'failed'>('idle');
  const open = async () => {
    setState('opening');
    setState((await parts.openOriginal(message, position)) ? 'idle' : 'failed');
  };
  return (
    <>
      <Button isBusy={state === 'opening'} onClick={() => void open()}>
        <DocumentIcon />
        {t(state === 'opening' ? 'conversations.file.opening' : 'conversations.file.open', {
          size: sizeText(region, file.sizeBytes),
        })}
      </Button>
      {state === 'failed' && (
        <p role="alert" className={styles.missing}>
          {t('conversations.file.notOpened')}
        </p>
      )}
    </>
  );
}

/** A sound or a film is fetched when it is asked for: it may be large, and most are listened to once. */
function Playable({ file, message, position, parts, kind }: Shown & { kind: 'audio' | 'video' }) {
  const { t, region } = useTexts();
  const [url, setUrl] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'opening' | 'failed'>('idle');
  if (url !== null) {
    const common = {
      src: url,
      controls: true,
      autoPlay: true,
      className: styles.player,
      'aria-label': t(`conversations.file.${kind}`),
    };
    return kind === 'audio' ? <audio {...common} /> : <video {...common} />;
  }
  const load = async () => {
    setState('opening');
    const loaded = await parts.loadOriginal(message, position);
    setUrl(loaded);
    setState(loaded === null ? 'failed' : 'idle');
  };
  const size = sizeText(region, file.sizeBytes);
  return (
    <>
      <Button isBusy={state === 'opening'} onClick={() => void load()}>
        <PlayIcon />
        {state === 'opening'
          ? t('conversations.file.opening', { size })
          : t(`conversations.file.play.${kind}`, { size })}
      </Button>
      {state === 'failed' && (
        <p role="alert" className={styles.missing}>
          {t('conversations.file.notOpened')}
        </p>
      )}
    </>
  );
}

/** Bytes as people read them: kB below a megabyte, MB above; decimal, as file managers count. */
export function sizeText(region: string, bytes: number | null): string {
  if (bytes === null) return '';
  const isLarge = bytes >= 1_000_000;
  return new Intl.NumberFormat(region, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1_000_000 : Math.ceil(bytes / 1000));
}
