// @ts-check
/** @import { Media, Message, MessageState } from './types.js' */
import { actOf, choicesOf, doingsOf, quoteOf, reactionOf } from './bubble-parts.js';
import { base64Of, controlDoor, mediaUrl } from './control-door.js';
import { byId, displayDay, displaySize, displayTime, element } from './display.js';
import { onLanguage, text } from './language.js';
import { messageNodes } from './message-text.js';
import { change, onChange, openChat, simulatedNow } from './store.js';

const SIGNS = {
  waiting: { width: 11, path: 'M5.5 1a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9M5.5 3v2.7l1.8 1' },
  once: { width: 11, path: 'm1 6 3 3 6-7' },
  twice: { width: 16, path: 'm1 6 3 3 6-7M8 8l1 1 6-7' },
  failed: { width: 11, path: 'M5.5 1v5.5M5.5 9.5v.1' },
};

/** @type {Record<MessageState, { key: import('./language.js').TextKey, sign: keyof typeof SIGNS }>} */
const STATES = {
  sending: { key: 'stateSending', sign: 'waiting' },
  accepted: { key: 'stateAccepted', sign: 'twice' },
  refused: { key: 'stateRefused', sign: 'failed' },
  queued: { key: 'stateQueued', sign: 'waiting' },
  sent: { key: 'stateSent', sign: 'once' },
  delivered: { key: 'stateDelivered', sign: 'twice' },
  read: { key: 'stateRead', sign: 'twice' },
  undelivered: { key: 'stateUndelivered', sign: 'failed' },
};

/** Draws the open chat. A message whose state changes keeps its place; pictures are not loaded again. */
export function startConversation() {
  const log = byId('conversation', HTMLElement);
  /** @type {Map<string, { message: Message, bubble: HTMLElement }>} */
  let drawn = new Map();

  const drawAll = () => {
    drawn = new Map();
    log.replaceChildren();
    draw();
    log.scrollTop = log.scrollHeight;
  };

  const draw = () => {
    const chat = openChat();
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    let hasNew = false;
    for (const message of chat) {
      const known = drawn.get(message.id);
      if (known?.message === message) continue;
      // A part that is taken over keeps the keyboard focus.
      const focused = document.activeElement;
      const bubble = bubbleOf(message, known);
      if (known) known.bubble.replaceWith(bubble);
      else {
        drawDay(message);
        log.append(bubble);
        hasNew = true;
      }
      if (focused instanceof HTMLElement && bubble.contains(focused)) focused.focus();
      drawn.set(message.id, { message, bubble });
    }
    drawEmpty(chat.length === 0);
    if (hasNew && (isAtEnd || chat.at(-1)?.author === 'person')) log.scrollTop = log.scrollHeight;
  };

  const drawDay = (/** @type {Message} */ message) => {
    const day = displayDay(message.at, simulatedNow());
    const days = log.querySelectorAll('.day');
    if (days[days.length - 1]?.textContent !== day) log.append(element('p', { class: 'day' }, day));
  };

  const drawEmpty = (/** @type {boolean} */ isEmpty) => {
    log.querySelector('.empty')?.remove();
    if (isEmpty) log.replaceChildren(element('p', { class: 'empty' }, text('emptyConversation')));
  };

  // A picture that finishes loading makes the log taller; the end stays in view.
  log.addEventListener(
    'load',
    () => {
      if (log.scrollHeight - log.scrollTop - log.clientHeight < 500) log.scrollTop = log.scrollHeight;
    },
    true,
  );
  onChange(['chat', 'clock'], drawAll);
  onChange(['messages'], draw);
  onLanguage(drawAll);
}

/** @param {Message} message @param {{ bubble: HTMLElement } | undefined} before */
function bubbleOf(message, before) {
  const isMine = message.author === 'person';
  const { key, sign } = STATES[message.isSeen && message.state === 'accepted' ? 'read' : message.state];
  const hasFailed = message.state === 'refused' || message.state === 'undelivered';
  const kept = before?.bubble.querySelectorAll('.media') ?? [];
  const media = kept.length === message.media.length ? [...kept] : message.media.map(mediaOf);
  return element(
    'article',
    {
      class: `bubble ${isMine ? 'mine' : 'theirs'} state-${message.state}${message.isSeen ? ' is-seen' : ''}`,
      'data-message': message.id,
    },
    quoteOf(message),
    actOf(message),
    ...media,
    message.place && placeOf(message.place),
    message.text !== '' && element('p', { class: 'text', dir: 'auto' }, ...messageNodes(message.text)),
    choicesOf(message),
    hasFailed &&
      element(
        'p',
        { class: 'reason' },
        reasonOf(message),
        isMine &&
          element('button', { type: 'button', class: 'link', click: () => void sendAgain(message) }, text('sendAgain')),
      ),
    element(
      'div',
      { class: 'foot' },
      element(
        'p',
        { class: 'meta' },
        element('time', { datetime: message.at }, displayTime(message.at)),
        signOf(sign),
        element('span', { class: 'state' }, text(key)),
      ),
      before?.bubble.querySelector('.doings') ??
        doingsOf(message, ({ id }) =>
          change('reply', (current) => {
            current.replyTo = id;
          }),
        ),
    ),
    reactionOf(message),
  );
}

/** @param {keyof typeof SIGNS} sign */
function signOf(sign) {
  const { width, path } = SIGNS[sign];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'sign');
  svg.setAttribute('viewBox', `0 0 ${width} 11`);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Our own reasons in the reader's language; the provider's in the provider's words. @param {Message} message */
function reasonOf({ state, reason }) {
  if (reason === null) return '';
  if (state === 'undelivered') return `${reason.code}: ${reason.text}`;
  return /^\d+$/.test(reason.code)
    ? text('webhookSaid', { status: reason.code })
    : text('webhookSilent', { why: reason.code });
}

/** @param {Media} media */
function mediaOf(media) {
  const url = mediaUrl(media.id);
  const name = media.fileName ?? text(media.contentType.startsWith('image/') ? 'image' : 'file');
  if (/^image\/(jpe?g|png|webp|gif|avif)$/.test(media.contentType)) {
    return element(
      'a',
      {
        class: 'media picture',
        href: url,
        target: '_blank',
        rel: 'noreferrer',
        'aria-label': text('showImage', { name }),
      },
      element('img', { src: url, alt: name, decoding: 'async' }),
    );
  }
  if (media.contentType.startsWith('audio/')) return element('audio', { class: 'media', src: url, controls: true });
  if (media.contentType.startsWith('video/')) return element('video', { class: 'media', src: url, controls: true });
  return element(
    'a',
    { class: 'media document', href: url, target: '_blank', rel: 'noreferrer', download: name },
    element('strong', {}, name),
    element('span', {}, `${media.contentType}, ${displaySize(media.sizeBytes)}`),
  );
}

/** @param {import('./types.js').Place} place */
function placeOf({ latitude, longitude, label, address }) {
  return element(
    'p',
    { class: 'place' },
    element('strong', {}, label ?? text('place')),
    address ?? '',
    element('span', {}, `${latitude}, ${longitude}`),
  );
}

/** Repeats a message that the webhook did not take; its media are fetched back from the simulator. @param {Message} message */
async function sendAgain(message) {
  const media = await Promise.all(
    message.media.map(async ({ id, contentType, fileName }) => {
      const file = await (await fetch(mediaUrl(id))).blob();
      return { base64: await base64Of(file), contentType, ...(fileName !== null && { fileName }) };
    }),
  );
  await controlDoor.send([
    {
      from: message.person,
      to: message.number,
      text: message.text,
      media,
      ...(message.place && { place: message.place }),
    },
  ]);
}
