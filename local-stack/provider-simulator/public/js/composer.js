// @ts-check
/** @import { MessageOrder } from './types.js' */
import { base64Of, controlDoor } from './control-door.js';
import { byId, displaySize, element } from './display.js';
import { onLanguage, text } from './language.js';
import { change, onChange, state } from './store.js';

/** The text box with its attachments: Enter sends, Shift+Enter breaks the line; files by picker, drop or paste. */
export function startComposer() {
  const form = byId('composer', HTMLFormElement);
  const message = byId('message', HTMLTextAreaElement);
  const files = byId('files', HTMLInputElement);
  const queueList = byId('queue', HTMLUListElement);
  const error = byId('composer-error', HTMLElement);
  /** @type {{ file: File, previewUrl: string }[]} */
  let queue = [];

  const drawQueue = () => {
    queueList.hidden = queue.length === 0;
    queueList.replaceChildren(
      ...queue.map(({ file, previewUrl }) =>
        element(
          'li',
          {},
          file.type.startsWith('image/')
            ? element('img', { src: previewUrl, alt: '' })
            : element('span', { class: 'queue-file' }, displaySize(file.size)),
          element('span', { class: 'queue-name' }, file.name),
          element(
            'button',
            {
              type: 'button',
              class: 'icon-button small',
              'aria-label': text('remove', { name: file.name }),
              click: () => remove(file),
            },
            '×',
          ),
        ),
      ),
    );
  };

  const add = (/** @type {Iterable<File>} */ added) => {
    for (const file of added) queue.push({ file, previewUrl: URL.createObjectURL(file) });
    drawQueue();
    message.focus();
  };
  const remove = (/** @type {File} */ file) => {
    queue = queue.filter((entry) => {
      if (entry.file === file) URL.revokeObjectURL(entry.previewUrl);
      return entry.file !== file;
    });
    drawQueue();
    message.focus();
  };

  const send = async () => {
    const written = message.value;
    const attached = queue;
    if (written === '' && attached.length === 0) return;
    message.value = '';
    queue = [];
    const answered = state.replyTo;
    change('reply', (current) => {
      current.replyTo = '';
    });
    fitHeight();
    drawQueue();
    try {
      await sendMessages(
        (
          await ordersOf(
            written,
            attached.map(({ file }) => file),
          )
        ).map((order) => (answered === '' ? order : { ...order, replyTo: answered })),
      );
      error.textContent = '';
    } catch (failure) {
      error.textContent = text('failed', { why: failure instanceof Error ? failure.message : String(failure) });
    } finally {
      for (const { previewUrl } of attached) URL.revokeObjectURL(previewUrl);
    }
  };

  const fitHeight = () => {
    message.style.height = 'auto';
    message.style.height = `${Math.min(message.scrollHeight, 140)}px`;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  message.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  });
  message.addEventListener('input', fitHeight);
  message.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    add(pasted);
  });
  byId('attach', HTMLButtonElement).addEventListener('click', () => files.click());
  files.addEventListener('change', () => {
    add(files.files ?? []);
    files.value = '';
  });
  startDrop(add);
  const replying = byId('replying', HTMLElement);
  const endReply = () =>
    change('reply', (current) => {
      current.replyTo = '';
    });
  byId('end-reply', HTMLButtonElement).addEventListener('click', endReply);
  onChange(['reply'], () => {
    replying.hidden = state.replyTo === '';
    byId('reply-text', HTMLElement).textContent = state.messages.get(state.replyTo)?.text ?? '';
    if (state.replyTo !== '') message.focus();
  });
  onChange(['chat'], endReply);
  onLanguage(drawQueue);
  onChange(['chat'], () => {
    error.textContent = '';
  });
}

/** Sends what the chosen person writes to the chosen number. @param {Omit<MessageOrder, 'from' | 'to'>[]} orders */
export async function sendMessages(orders) {
  await controlDoor.send(orders.map((order) => ({ from: state.person, to: state.number, ...order })));
}

/** One message per file, as a phone sends an album; the text is the caption of the first. @param {string} written @param {File[]} files */
async function ordersOf(written, files) {
  if (files.length === 0) return [{ text: written }];
  return Promise.all(
    files.map(async (file, index) => ({
      text: index === 0 ? written : '',
      media: [
        { base64: await base64Of(file), fileName: file.name, ...(file.type !== '' && { contentType: file.type }) },
      ],
    })),
  );
}

/** @param {(files: Iterable<File>) => void} onDropped */
function startDrop(onDropped) {
  const phone = byId('phone', HTMLElement);
  const hint = byId('drop-hint', HTMLElement);
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  phone.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    hint.hidden = false;
  });
  phone.addEventListener('dragleave', (event) => {
    if (!(event.relatedTarget instanceof Node && phone.contains(event.relatedTarget))) hint.hidden = true;
  });
  phone.addEventListener('drop', (event) => {
    hint.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    onDropped(event.dataTransfer?.files ?? []);
  });
}
