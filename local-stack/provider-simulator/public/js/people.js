// @ts-check
/** @import { Person } from './types.js' */
import { controlDoor } from './control-door.js';
import { byId, displayPhone, element, noteOf, personLine } from './display.js';
import { onLanguage, text } from './language.js';
import { change, onChange, state } from './store.js';

/** Who writes, and to which number: two selects that are always there, and a list of people with what is new. */
export function startPeople() {
  const personSelect = byId('person', HTMLSelectElement);
  const numberSelect = byId('number', HTMLSelectElement);
  const list = byId('people-list', HTMLUListElement);

  const choose = (/** @type {string} */ person, /** @type {string} */ number) =>
    change('chat', () => {
      state.person = person;
      state.number = number;
      markRead();
    });

  const drawSelects = () => {
    personSelect.replaceChildren(
      ...state.people.map(
        (person) => new Option(personLine(person), person.phone, false, person.phone === state.person),
      ),
    );
    numberSelect.replaceChildren(
      ...state.numbers.map(
        ({ name, phone, provider }) =>
          new Option(`${text(provider)}: ${name} ${displayPhone(phone)}`, phone, false, phone === state.number),
      ),
    );
  };

  const drawHead = () => {
    const number = state.numbers.find(({ phone }) => phone === state.number);
    byId('number-name', HTMLElement).textContent = number?.name || 'Casillero';
    const isTyping = state.typing.has(`${state.person} ${state.number}`);
    const under = number ? `${displayPhone(number.phone)} · ${text(number.provider)}` : '';
    byId('number-phone', HTMLElement).textContent = isTyping ? text('typing') : under;
    byId('number-avatar', HTMLElement).textContent = initialOf(number?.name ?? '');
  };

  const drawList = () => {
    // Buttons are kept while their person stays, so that the keyboard focus is not lost.
    const focused = document.activeElement?.getAttribute('data-phone');
    list.replaceChildren(...state.people.map((person) => personItem(person, () => choose(person.phone, state.number))));
    if (focused) /** @type {HTMLElement | null} */ (list.querySelector(`[data-phone="${focused}"]`))?.focus();
  };

  personSelect.addEventListener('change', () => choose(personSelect.value, state.number));
  numberSelect.addEventListener('change', () => choose(state.person, numberSelect.value));
  onChange(['people', 'chat'], () => {
    drawSelects();
    drawHead();
    drawList();
  });
  onChange(['messages'], drawList);
  onChange(['typing'], drawHead);
  onLanguage(() => {
    drawHead();
    drawSelects();
    drawList();
  });
  startAddPhone((person) => choose(person.phone, state.number));
}

function markRead() {
  for (const id of state.unread) {
    const message = state.messages.get(id);
    if (!message || (message.person === state.person && message.number === state.number)) state.unread.delete(id);
  }
}

const initialOf = (/** @type {string} */ name) => [...name.replace(/^\+/, '')][0]?.toUpperCase() ?? '';

/** @param {Person} person @param {() => void} onChoose */
function personItem(person, onChoose) {
  const messages = [...state.messages.values()].filter((message) => message.person === person.phone);
  const last = messages.at(-1);
  const unread = messages.filter(({ id }) => state.unread.has(id)).length;
  const preview = last
    ? last.text.replace(/[*_~]/g, '') || (last.place ? text('place') : text('image'))
    : noteOf(person);
  const isChosen = person.phone === state.person;
  return element(
    'li',
    {},
    element(
      'button',
      {
        type: 'button',
        class: 'person',
        'data-phone': person.phone,
        'aria-pressed': String(isChosen),
        click: onChoose,
      },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initialOf(person.name)),
      element(
        'span',
        { class: 'person-text' },
        element(
          'span',
          { class: 'person-name' },
          person.name === person.phone ? displayPhone(person.phone) : person.name,
        ),
        element('span', { class: 'person-preview' }, preview || displayPhone(person.phone)),
      ),
      unread > 0 &&
        element('span', { class: 'badge', 'aria-label': text('unread', { count: unread }) }, String(unread)),
    ),
  );
}

/** @param {(person: Person) => void} onAdded */
function startAddPhone(onAdded) {
  const form = byId('add-phone', HTMLFormElement);
  const error = byId('add-phone-error', HTMLElement);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const phone = String(fields.get('phone')).replace(/[\s().-]/g, '');
    try {
      const hidesPhone = fields.get('hidesPhone') !== null;
      const person = await controlDoor.addPerson({
        phone,
        name: String(fields.get('name')).trim(),
        ...(hidesPhone && { hidesPhone }),
      });
      error.textContent = '';
      form.reset();
      onAdded(person);
    } catch (failure) {
      error.textContent = text('failed', { why: failure instanceof Error ? failure.message : String(failure) });
    }
  });
}
