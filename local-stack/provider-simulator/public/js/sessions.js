// @ts-check
import { controlDoor } from './control-door.js';
import { byId, element } from './display.js';
import { onLanguage, text } from './language.js';
import { change, onChange, state } from './store.js';

/** Loads the sessions of the WAHA server; there are none when it was not started. */
export async function loadSessions() {
  const sessions = await controlDoor.sessions().catch(() => []);
  change('sessions', () => {
    state.sessions = sessions;
  });
}

/** A session that does not work is said so above the chat, with what its phone can do about it. */
export function startSessions() {
  const line = byId('session', HTMLElement);
  const draw = () => {
    const number = state.numbers.find(({ phone }) => phone === state.number);
    const session = number?.provider === 'waha' && state.sessions.find(({ name }) => name === number.key);
    line.hidden = !session || session.status === 'WORKING';
    if (!session) return;
    const acts = [];
    if (session.status === 'SCAN_QR_CODE') acts.push(actButton(session.name, 'scan'));
    if (session.status === 'STOPPED' || session.status === 'FAILED') acts.push(actButton(session.name, 'start'));
    line.replaceChildren(
      element('span', {}, text('sessionIs', { name: session.name, status: session.status })),
      ...acts,
    );
  };
  onChange(['sessions', 'chat', 'people'], draw);
  onLanguage(draw);
}

/** @param {string} name @param {'scan' | 'start'} act */
function actButton(name, act) {
  const click = () => void controlDoor.actOnSession(name, act).then(loadSessions);
  return element(
    'button',
    { type: 'button', class: 'secondary', click },
    text(act === 'scan' ? 'scanCode' : 'startSession'),
  );
}
