// @ts-check
/** @import { Sample } from './types.js' */
import { sendMessages } from './composer.js';
import { controlDoor, sampleUrl } from './control-door.js';
import { byId, element } from './display.js';
import { onLanguage, text } from './language.js';
import { uncoverPhone } from './panels.js';
import { onChange, state } from './store.js';

/** What a person can do besides writing, by the button that does it. */
const ACTS = {
  'send-contact': { act: { kind: 'contacts', contacts: [{ name: 'Eva', phones: ['+50370000050'] }] } },
  'send-unsupported': { act: { kind: 'unsupported', subType: 'poll_creation' } },
  'send-forwarded': { text: 'start_cuscatlan', forwarded: 'once' },
};

/** The drawer of sample files; a click sends one. */
export function startSamples() {
  const list = byId('samples', HTMLUListElement);
  /** @type {Sample[] | null} */
  let samples = null;

  const draw = () => {
    if (samples === null) return;
    if (samples.length === 0) return list.replaceChildren(element('li', { class: 'hint' }, text('noSamples')));
    list.replaceChildren(...samples.map(sampleItem));
  };

  byId('send-place', HTMLButtonElement).addEventListener('click', () => {
    // The central square of San Salvador: public, and nobody's home.
    uncoverPhone();
    void sendMessages([{ place: { latitude: 13.6989, longitude: -89.1914, label: 'Plaza Barrios' } }]);
  });
  for (const [id, order] of Object.entries(ACTS)) {
    byId(id, HTMLButtonElement).addEventListener('click', () => {
      uncoverPhone();
      void sendMessages([order]).catch((failure) => alert(failure.message));
    });
  }
  byId('send-group', HTMLButtonElement).addEventListener('click', () => {
    const session = state.numbers.find(({ phone }) => phone === state.number)?.key ?? '';
    void controlDoor.writeElsewhere({ session, from: state.person, where: 'group', text: text('inGroup') });
  });
  const drawGroup = () => {
    const number = state.numbers.find(({ phone }) => phone === state.number);
    byId('send-group', HTMLButtonElement).hidden = number?.provider !== 'waha';
  };
  onChange(['chat', 'people'], drawGroup);
  onLanguage(draw);
  controlDoor.samples().then(
    (loaded) => {
      samples = loaded;
      draw();
    },
    () => {},
  );
}

/** @param {Sample} sample */
function sampleItem({ fileName, contentType }) {
  const send = () => {
    uncoverPhone();
    void sendMessages([{ media: [{ fileName }] }]);
  };
  return element(
    'li',
    {},
    element(
      'button',
      { type: 'button', class: 'sample', 'aria-label': text('sendSample', { name: fileName }), click: send },
      contentType.startsWith('image/')
        ? element('img', { src: sampleUrl(fileName), alt: '', loading: 'lazy', decoding: 'async' })
        : element('span', { class: 'sample-file' }, contentType),
      element('span', { class: 'sample-name' }, fileName),
    ),
  );
}
