// @ts-check
/** @import { Faults } from './types.js' */
/** @import { TextKey } from './language.js' */
import { controlDoor } from './control-door.js';
import { byId, element } from './display.js';
import { currentLanguage, onLanguage, text } from './language.js';
import { onChange, simulatedNow, state } from './store.js';

/**
 * Each choice of the panel, the part of the faults that it sets, and how its options are written there. The first
 * option is the normal one and sets nothing.
 * @type {{ part: keyof Faults, label: TextKey, key?: string, options: [label: string, value: unknown][] }[]}
 */
const CHOICES = [
  {
    part: 'delivery',
    label: 'copies',
    key: 'copies',
    options: [
      ['1', undefined],
      ['2', 2],
      ['3', 3],
      ['5', 5],
    ],
  },
  {
    part: 'delivery',
    label: 'spacing',
    key: 'spacing',
    options: [
      ['inSequence', undefined],
      ['atOnce', 'at-once'],
    ],
  },
  {
    part: 'delivery',
    label: 'delay',
    key: 'delayMs',
    options: [
      ['delayNone', undefined],
      ['2 s', 2000],
      ['10 s', 10_000],
    ],
  },
  {
    part: 'delivery',
    label: 'order',
    key: 'order',
    options: [
      ['atOnce', undefined],
      ['asGiven', 'as-given'],
      ['reversed', 'reversed'],
      ['shuffled', 'shuffled'],
      ['onePost', 'one-post'],
    ],
  },
  {
    part: 'delivery',
    label: 'signature',
    key: 'signature',
    options: [
      ['signatureRight', undefined],
      ['signatureWrong', 'wrong'],
      ['signatureMissing', 'missing'],
      ['signatureOldSecret', 'old-secret'],
    ],
  },
  {
    part: 'media',
    label: 'mediaFault',
    options: [
      ['fine', undefined],
      ['expired', { kind: 'expired' }],
      ['notYet', { kind: 'not-yet', tries: 2 }],
      ['linkExpired', { kind: 'link-expired' }],
      ['wrongBytes', { kind: 'wrong-bytes' }],
      ['wrongType', { kind: 'wrong-type', contentType: 'application/pdf' }],
      ['empty', { kind: 'empty' }],
      ['tooLarge', { kind: 'too-large', sizeBytes: 17_000_000 }],
      ['endsEarly', { kind: 'ends-early' }],
    ],
  },
  {
    part: 'api',
    label: 'apiFault',
    options: [
      ['fine', undefined],
      ['api503', { on: 'send', kind: 'status', status: 503 }],
      ['api503Twice', { on: 'send', kind: 'status', status: 503, times: 2 }],
      ['api429', { on: 'send', kind: 'status', status: 429 }],
      ['apiPair', { on: 'send', kind: 'status', code: 131_056, provider: 'meta', times: 3 }],
      ['apiToken', { on: 'any', kind: 'status', code: 190, provider: 'meta' }],
      ['apiHang', { on: 'send', kind: 'hang' }],
      ['apiReset', { on: 'send', kind: 'reset', takesEffect: true }],
    ],
  },
  {
    part: 'statuses',
    label: 'statuses',
    options: [
      ['statusesNormal', undefined],
      ['statusesUnread', { path: ['queued', 'sent', 'delivered'] }],
      ['statusesSkip', { path: ['queued', 'sent', 'read'] }],
      ['statusesReversed', { order: 'reversed' }],
      ['statusesTwice', { copies: 2 }],
      ['statusesEarly', { isBeforeAnswer: true }],
      ['statusesOnePost', { isOnePost: true }],
      ['statusesFailed', { errorCode: 63024 }],
      ['statusesFailedMeta', { errorCode: 131_049 }],
    ],
  },
];

const HOURS_FORWARD = [1, 12, 24];

/** The panel of faults: each choice takes effect at once, for every phone. */
export function startMisbehave() {
  const form = byId('faults', HTMLFormElement);
  const chip = byId('misbehaving', HTMLElement);

  const draw = () => {
    const focused = document.activeElement?.id;
    form.replaceChildren(
      fieldset('incoming', CHOICES.filter(({ part }) => part === 'delivery' || part === 'media').map(choiceField)),
      fieldset('answers', CHOICES.filter(({ part }) => part === 'api' || part === 'statuses').map(choiceField)),
      element(
        'div',
        { class: 'row' },
        element(
          'button',
          { type: 'button', class: 'primary', id: 'behave', click: () => void controlDoor.setFaults({}) },
          text('behave'),
        ),
      ),
      fieldset('clock', [
        element('p', { class: 'hint', id: 'clock-now' }, clockLine()),
        element(
          'div',
          { class: 'row' },
          ...HOURS_FORWARD.map((count) =>
            element(
              'button',
              { type: 'button', class: 'secondary', click: () => void controlDoor.advanceClock(count * 3_600_000) },
              text('forward', { count }),
            ),
          ),
        ),
      ]),
      element(
        'div',
        { class: 'row' },
        element(
          'button',
          { type: 'button', class: 'secondary', click: () => void controlDoor.clear() },
          text('clearAll'),
        ),
      ),
    );
    chip.hidden = Object.keys(state.faults).length === 0;
    if (focused) document.getElementById(focused)?.focus();
  };

  onChange(['faults', 'clock'], draw);
  onLanguage(draw);
}

const clockLine = () =>
  text('clockNow', {
    now: new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(simulatedNow()),
  });

/** @param {TextKey} legend @param {HTMLElement[]} children */
const fieldset = (legend, children) => element('fieldset', {}, element('legend', {}, text(legend)), ...children);

/** @param {(typeof CHOICES)[number]} choice */
function choiceField(choice) {
  const set = partOf(state.faults, choice.part, choice.key);
  // A fault that wears off counts down, and is the same choice until it is gone.
  const comparable = (/** @type {any} */ value) => JSON.stringify(value?.times ? { ...value, times: 'some' } : value);
  const select = element('select', { id: `fault-${choice.label}` });
  for (const [index, [label, value]] of choice.options.entries()) {
    const isSet = comparable(value) === comparable(set);
    select.append(new Option(optionText(label), String(index), isSet, isSet));
  }
  select.addEventListener('change', () => {
    const chosen = choice.options[Number(select.value)]?.[1];
    void controlDoor.setFaults(withPart(state.faults, choice.part, choice.key, chosen));
  });
  return element('label', { class: 'field' }, element('span', {}, text(choice.label)), select);
}

/** Numbers stand for themselves; everything else is a text. @param {string} label */
const optionText = (label) => (/^\d/.test(label) ? label : text(/** @type {TextKey} */ (label)));

/** @param {Faults} faults @param {keyof Faults} part @param {string} [key] */
const partOf = (faults, part, key) => (key === undefined ? faults[part] : faults[part]?.[key]);

/** @param {Faults} faults @param {keyof Faults} part @param {string | undefined} key @param {any} value @returns {Faults} */
function withPart(faults, part, key, value) {
  const changed = { ...faults, [part]: key === undefined ? value : { ...faults[part], [key]: value } };
  const isEmpty = changed[part] === undefined || Object.values(changed[part]).every((entry) => entry === undefined);
  if (isEmpty) delete changed[part];
  return changed;
}
