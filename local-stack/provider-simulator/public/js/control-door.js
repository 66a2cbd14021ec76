// @ts-check
/** @import { BusinessNumber, Faults, Message, MessageOrder, Person, Sample, Session } from './types.js' */

/**
 * Calls the control door. Throws an Error with the simulator's own sentence.
 * @param {string} method @param {string} path @param {unknown} [body]
 */
async function call(method, path, body) {
  const response = await fetch(`/control${path}`, {
    method,
    ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(answer?.message ?? `HTTP ${response.status}`);
  return answer;
}

export const controlDoor = {
  /** @returns {Promise<Person[]>} */
  people: () => call('GET', '/people'),
  /** @param {Person} person @returns {Promise<Person>} */
  addPerson: (person) => call('POST', '/people', person),
  /** @returns {Promise<BusinessNumber[]>} */
  numbers: () => call('GET', '/numbers'),
  /** @returns {Promise<Session[]>} */
  sessions: () => call('GET', '/waha/sessions'),
  /** @param {string} name @param {'scan' | 'start' | 'stop' | 'fail'} act */
  actOnSession: (name, act) => call('POST', `/waha/sessions/${encodeURIComponent(name)}/${act}`, {}),
  /** @param {{ session: string, from: string, where: string, text: string }} order */
  writeElsewhere: (order) => call('POST', '/waha/elsewhere', order),
  /** @returns {Promise<{ person: string, number: string }[]>} */
  typing: () => call('GET', '/typing'),
  /** @returns {Promise<Message[]>} */
  messages: () => call('GET', '/messages'),
  /** @returns {Promise<Sample[]>} */
  samples: () => call('GET', '/samples'),
  /** @param {MessageOrder[]} messages one message each, as a phone sends an album */
  send: (messages) => call('POST', '/deliver-all', { messages }),
  /** @returns {Promise<Faults>} */
  faults: () => call('GET', '/faults'),
  /** @param {Faults} faults @returns {Promise<Faults>} */
  setFaults: (faults) => call('PUT', '/faults', faults),
  /** @param {number} ms @returns {Promise<{ now: string }>} */
  advanceClock: (ms) => call('POST', '/clock', { advanceMs: ms }),
  /** @returns {Promise<{ now: string }>} */
  clock: () => call('GET', '/clock'),
  clear: () => call('POST', '/clear'),
};

/** @param {string} id */
export const mediaUrl = (id) => `/control/media/${encodeURIComponent(id)}`;
/** @param {string} fileName */
export const sampleUrl = (fileName) => `/control/samples/${encodeURIComponent(fileName)}`;

/** The bytes of a file as the control door takes them. @param {Blob} blob @returns {Promise<string>} */
export function base64Of(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

const EVENT_TYPES = [
  'message',
  'person',
  'alert',
  'violation',
  'webhook',
  'api-call',
  'faults',
  'clock',
  'typing',
  'session',
  'cleared',
];

/**
 * Follows the live events; the browser reconnects by itself. After each (re)connection `onOpen` runs, so that what
 * happened in between can be loaded.
 * @param {{ onEvent: (event: any) => void, onOpen: () => void, onLost: () => void }} listener
 */
export function followEvents({ onEvent, onOpen, onLost }) {
  const source = new EventSource('/control/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  for (const type of EVENT_TYPES) source.addEventListener(type, (event) => onEvent(JSON.parse(event.data)));
}
