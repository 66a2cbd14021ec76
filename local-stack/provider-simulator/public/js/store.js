// @ts-check
/** @import { BusinessNumber, Faults, Message, Person, Session } from './types.js' */

const PERSON_KEY = 'casillero-phone-person';

/** What the page knows. One object, changed only through `change`. */
export const state = {
  /** @type {Person[]} */ people: [],
  /** @type {BusinessNumber[]} */ numbers: [],
  /** @type {Map<string, Message>} in order of arrival */ messages: new Map(),
  /** Phone of the person on this page; kept for this tab, so that two tabs can be two people. */
  person: sessionStorage.getItem(PERSON_KEY) ?? '',
  /** Phone of the business number written to. */ number: '',
  /** @type {Session[]} of the WAHA server */ sessions: [],
  /** @type {Set<string>} `person number` of businesses that type */ typing: new Set(),
  /** Id of the message that is being answered. */ replyTo: '',
  /** @type {Faults} */ faults: {},
  /** How far the simulated clock is ahead of the machine's, in ms. */ clockOffsetMs: 0,
  /** @type {Set<string>} ids of messages of businesses that nobody has looked at */ unread: new Set(),
};

/** @typedef {'people' | 'messages' | 'chat' | 'faults' | 'clock' | 'sessions' | 'typing' | 'reply'} Topic */
/** @type {Map<Topic, Set<() => void>>} */
const listeners = new Map();

/** @param {Topic[]} topics @param {() => void} listener */
export function onChange(topics, listener) {
  for (const topic of topics) {
    const set = listeners.get(topic) ?? new Set();
    listeners.set(topic, set.add(listener));
  }
}

/** @param {Topic} topic @param {(current: typeof state) => void} mutate */
export function change(topic, mutate) {
  mutate(state);
  if (topic === 'chat') sessionStorage.setItem(PERSON_KEY, state.person);
  for (const listener of listeners.get(topic) ?? []) listener();
}

export const simulatedNow = () => new Date(Date.now() + state.clockOffsetMs);

/** The messages of the open chat, oldest first. */
export const openChat = () =>
  [...state.messages.values()].filter(({ person, number }) => person === state.person && number === state.number);
