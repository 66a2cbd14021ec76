// @ts-check
/** @import { Choice, Message } from './types.js' */
import { sendMessages } from './composer.js';
import { element } from './display.js';
import { text } from './language.js';
import { state } from './store.js';

const LONGEST_QUOTE = 80;
const REACTIONS = ['👍', '❤️', ''];

/** The quoted message above an answer. @param {Message} message */
export function quoteOf({ replyTo }) {
  if (replyTo === undefined) return null;
  const quoted = state.messages.get(replyTo);
  if (!quoted) return null;
  const words = quoted.text || text(quoted.place ? 'place' : 'image');
  const shown = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words;
  return element('p', { class: 'quote', dir: 'auto' }, shown);
}

/** What a person did, where it is not seen from the text alone. @param {Message} message */
export function actOf({ act }) {
  switch (act) {
    case 'edit':
      return element('p', { class: 'act' }, text('actEdit'));
    case 'delete':
      return element('p', { class: 'act' }, text('actDelete'));
    case 'unsupported':
      return element('p', { class: 'act' }, text('actUnsupported'));
    case 'welcome':
      return element('p', { class: 'act' }, text('actWelcome'));
    case 'changed-number':
      return element('p', { class: 'act' }, text('actChangedNumber'));
    case 'reaction':
      return element('p', { class: 'act' }, text('actReaction'));
    default:
      return null;
  }
}

/** The last reaction to a message. @param {Message} message */
export const reactionOf = ({ reaction }) =>
  reaction
    ? element('span', { class: 'reaction', role: 'img', 'aria-label': text('reaction', { emoji: reaction }) }, reaction)
    : null;

/** Buttons or rows of a business's message: a tap answers. @param {Message} message */
export function choicesOf({ id, choices = [] }) {
  if (choices.length === 0) return null;
  return element('div', { class: 'tappable' }, ...choices.map((choice) => choiceButton(id, choice)));
}

/** @param {string} messageId @param {Choice} choice */
function choiceButton(messageId, { kind, id, title, description }) {
  const act =
    kind === 'template-button'
      ? { kind, payload: id, title }
      : { kind, id, title, ...(description !== undefined && { description }) };
  return element(
    'button',
    { type: 'button', class: 'tap', click: () => void sendMessages([{ act, replyTo: messageId }]) },
    title,
    description !== undefined && element('span', {}, description),
  );
}

/** What can be done to a message besides reading it. @param {Message} message @param {(message: Message) => void} onReply */
export function doingsOf(message, onReply) {
  const isMine = message.author === 'person';
  const button = (/** @type {string} */ label, /** @type {() => void} */ click) =>
    element('button', { type: 'button', class: 'link', click }, label);
  const act = (/** @type {Record<string, unknown>} */ order) => void sendMessages([order]);
  const doings = isMine
    ? [
        button(text('edit'), () => {
          const edited = prompt(text('editTo'), message.text);
          if (edited !== null) act({ text: edited, act: { kind: 'edit', messageId: message.id } });
        }),
        button(text('takeBack'), () => act({ act: { kind: 'delete', messageId: message.id } })),
      ]
    : [
        button(text('reply'), () => onReply(message)),
        ...REACTIONS.map((emoji) =>
          button(emoji || text('noReaction'), () => act({ act: { kind: 'reaction', messageId: message.id, emoji } })),
        ),
      ];
  return element(
    'details',
    { class: 'doings' },
    element('summary', { 'aria-label': text('doings') }, '⋯'),
    element('div', { class: 'row' }, ...doings),
  );
}
