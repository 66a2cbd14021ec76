import { textMaxFrom } from '@casillero/domain/message/message-length';
import {
  captionMaxFrom,
  fileMaxFrom,
  OUTGOING_TYPES,
  type OutgoingType,
  outgoingKind,
} from '@casillero/domain/message/outgoing-file';
import { useEffect, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { CloseIcon, DocumentIcon } from '../../ui/icons.tsx';
import { sizeText } from './message-files.tsx';
import styles from './reply-file.module.css';

/** What the dialog of the browser offers; the server decides by the bytes. */
export const ATTACHED_TYPES = OUTGOING_TYPES.join(',');

const isSendable = (type: string): type is OutgoingType => OUTGOING_TYPES.some((each) => each === type);

/** Why a file cannot be sent from a number; null: it can, as far as the browser knows. */
export function faultOfFile(file: File, number: string): 'type' | 'empty' | 'size' | null {
  if (!isSendable(file.type)) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > fileMaxFrom(number, outgoingKind(file.type)) ? 'size' : null;
}

/** Longest text beside a file, in code points: a caption's, unless it leaves as a message of its own. */
export const textMaxWith = (file: File | null, number: string): number =>
  (file !== null && isSendable(file.type) ? captionMaxFrom(number, outgoingKind(file.type)) : null) ??
  textMaxFrom(number);

/** The file that goes along with what is being written: how it looks, its name and size, and the way to leave it out. */
export function ReplyFile({ file, onRemove }: { file: File; onRemove: () => void }) {
  const { t, region } = useTexts();
  return (
    <div className={styles.file}>
      <Look file={file} />
      <p className={styles.name}>
        <bdi>{file.name}</bdi> <span>{sizeText(region, file.size)}</span>
      </p>
      <IconButton label={t('conversations.reply.detach', { name: file.name })} onClick={onRemove}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}

/** A picture as it is, small; a document as a sign. */
export function Look({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url === null ? (
    <span className={styles.look}>
      <DocumentIcon />
    </span>
  ) : (
    <img className={styles.look} src={url} alt="" />
  );
}
