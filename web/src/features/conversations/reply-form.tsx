import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { AttachIcon, SendIcon } from '../../ui/icons.tsx';
import { filesPasted, sendsByKey } from './field-events.ts';
import type { Conversation } from './ports.ts';
import { ATTACHED_TYPES, ReplyFile, textMaxWith } from './reply-file.tsx';
import styles from './reply-form.module.css';
import type { Attaching } from './use-attaching.ts';
import { windowLeft } from './window-left.ts';

/** From so few characters left on they are counted aloud. */
const COUNTED_BELOW = 200;

/** The field in which a contact is answered, with a picture or a PDF if need be. Enter sends, Shift+Enter begins a new line; with a finger, the button sends. */
export function ReplyForm(props: {
  conversation: Conversation;
  contactName: string;
  now: Date;
  draft: string;
  file: File | null;
  onWrite: (draft: string) => void;
  attaching: Attaching;
  onSend: () => void;
  /** somebody came to write: the field is where the keyboard goes, unless that would open one on the screen */
  takesFocus: boolean;
}) {
  const { t } = useTexts();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { draft, file, contactName, conversation, attaching } = props;
  const { fault } = attaching;
  const left = textMaxWith(file, conversation.number) - [...draft.trim()].length;
  const canSend = (draft.trim() !== '' || file !== null) && left >= 0;
  useGrowing(field, draft);
  const { takesFocus } = props;
  useEffect(() => {
    if (takesFocus && matchMedia('(pointer: fine)').matches) field.current?.focus({ preventScroll: true });
  }, [takesFocus]);
  const send = () => {
    if (canSend) {
      props.onSend();
      attaching.forgetFault();
    }
    field.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const key = (event: KeyboardEvent) => {
    if (!sendsByKey(event.nativeEvent, matchMedia('(pointer: coarse)').matches)) return;
    event.preventDefault();
    send();
  };
  const paste = (event: ClipboardEvent) => {
    const files = filesPasted(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    attaching.choose(files);
  };
  return (
    <form className={styles.form} onSubmit={submit} onPaste={paste}>
      <label htmlFor={id} className="visually-hidden">
        {t('conversations.reply.field', { name: contactName })}
      </label>
      {file && <ReplyFile file={file} onRemove={attaching.detach} />}
      {fault !== null && (
        <p role="alert" className={styles.tooLong}>
          {t(`conversations.reply.fault.${fault}`)}
        </p>
      )}
      <div className={styles.frame} data-invalid={left < 0 ? '' : undefined}>
        <AttachButton onChoose={attaching.choose} />
        <textarea
          ref={field}
          id={id}
          rows={1}
          className={styles.input}
          placeholder={t('conversations.reply.placeholder')}
          value={draft}
          aria-invalid={left < 0 || undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => props.onWrite(event.target.value)}
          onKeyDown={key}
        />
        <IconButton type="submit" label={t('conversations.reply.send')} aria-disabled={!canSend || undefined}>
          <SendIcon />
        </IconButton>
      </div>
      <p id={`${id}-note`} className={styles.note}>
        <TimeLeft {...props} />
        {left < 0 ? (
          <strong className={styles.tooLong}>{t('conversations.reply.tooLong', { count: -left })}</strong>
        ) : left < COUNTED_BELOW ? (
          <span>{t('conversations.reply.left', { count: left })}</span>
        ) : (
          <span className={styles.keys}>{t('conversations.reply.keys')}</span>
        )}
      </p>
    </form>
  );
}

function AttachButton({ onChoose }: { onChoose: (files: readonly File[]) => void }) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={ATTACHED_TYPES}
        aria-label={t('conversations.reply.attach')}
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <IconButton label={t('conversations.reply.attach')} onClick={() => input.current?.click()}>
        <AttachIcon />
      </IconButton>
    </>
  );
}

function TimeLeft({ conversation, now }: { conversation: Conversation; now: Date }) {
  const { t } = useTexts();
  const { hours, minutes } = windowLeft(conversation, now);
  return (
    <span className={hours < 1 ? styles.soon : undefined}>
      {hours > 0
        ? t('conversations.window.left', { hours, minutes })
        : t('conversations.window.minutesLeft', { minutes })}
    </span>
  );
}

/** As high as its text, up to what the style sheet allows. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew with every text
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}
