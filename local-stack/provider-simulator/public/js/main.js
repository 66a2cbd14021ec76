// @ts-check
import { startComposer } from './composer.js';
import { controlDoor, followEvents } from './control-door.js';
import { startConversation } from './conversation.js';
import { byId } from './display.js';
import { applyTexts, chooseLanguage, currentLanguage, onLanguage, text } from './language.js';
import { startMisbehave } from './misbehave.js';
import { startPanels } from './panels.js';
import { startPeople } from './people.js';
import { startSamples } from './samples.js';
import { loadSessions, startSessions } from './sessions.js';
import { change, state } from './store.js';
import { logEvent, startWireLog } from './wire-log.js';

/** Loads everything anew: at the start, and after the connection was lost. */
async function load() {
  const [people, numbers, messages, faults, clock, typing] = await Promise.all([
    controlDoor.people(),
    controlDoor.numbers(),
    controlDoor.messages(),
    controlDoor.faults(),
    controlDoor.clock(),
    controlDoor.typing(),
    loadSessions(),
  ]);
  change('typing', () => {
    state.typing = new Set(typing.map(({ person, number }) => `${person} ${number}`));
  });
  change('clock', () => {
    state.clockOffsetMs = new Date(clock.now).getTime() - Date.now();
  });
  change('messages', () => {
    state.messages = new Map(messages.map((message) => [message.id, message]));
  });
  change('people', () => {
    state.people = people;
    state.numbers = numbers;
    if (!people.some(({ phone }) => phone === state.person)) state.person = people[0]?.phone ?? '';
    if (!numbers.some(({ phone }) => phone === state.number)) state.number = numbers[0]?.phone ?? '';
  });
  change('chat', () => {});
  change('faults', () => {
    state.faults = faults;
  });
}

async function loadNumbers() {
  const numbers = await controlDoor.numbers();
  change('people', () => {
    state.numbers = numbers;
  });
}

/** @param {any} event */
function takeEvent(event) {
  logEvent(event);
  switch (event.type) {
    case 'message':
      return change('messages', () => {
        const { message } = event;
        const isNew = !state.messages.has(message.id);
        const isOpen = message.person === state.person && message.number === state.number;
        state.messages.set(message.id, message);
        if (isNew && message.author === 'business' && !isOpen) state.unread.add(message.id);
      });
    case 'person':
      return change('people', () => {
        state.people = [...state.people.filter(({ phone }) => phone !== event.person.phone), event.person];
      });
    case 'faults':
      return void controlDoor.faults().then((faults) =>
        change('faults', () => {
          state.faults = faults;
        }),
      );
    case 'typing':
      return change('typing', () => {
        const pair = `${event.person} ${event.number}`;
        if (event.isTyping) state.typing.add(pair);
        else state.typing.delete(pair);
      });
    case 'session':
      return void loadSessions().then(loadNumbers);
    case 'api-call':
      // A sender was registered or given up: there is another number to write to.
      if (event.call.method !== 'GET' && event.call.url.startsWith('/v2/Channels/Senders')) return void loadNumbers();
      return;
    case 'clock':
      return change('clock', () => {
        state.clockOffsetMs = new Date(event.now).getTime() - Date.now();
      });
    case 'cleared':
      state.unread.clear();
      return void load();
  }
}

const languageButton = byId('language', HTMLButtonElement);
languageButton.addEventListener('click', () => chooseLanguage(currentLanguage() === 'en' ? 'es' : 'en'));
onLanguage(() => {
  applyTexts();
  document.title = text('title');
  languageButton.textContent = text('otherLanguage');
  languageButton.lang = currentLanguage() === 'en' ? 'es' : 'en';
});

startPanels();
startPeople();
startConversation();
startComposer();
startSamples();
startSessions();
startMisbehave();
startWireLog();

const offline = byId('offline', HTMLElement);
followEvents({
  onEvent: takeEvent,
  onOpen() {
    offline.hidden = true;
    load().catch(() => {
      offline.hidden = false;
    });
  },
  onLost() {
    offline.hidden = false;
  },
});
