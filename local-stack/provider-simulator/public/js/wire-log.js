// @ts-check
import { byId, displayTime, element } from './display.js';
import { onLanguage, text } from './language.js';

const KEPT_LINES = 200;
/** @type {any[]} newest first */
let events = [];
/** @type {() => void} */
let draw = () => {};

/** What went over the wire since the page was opened. */
export function startWireLog() {
  const list = byId('wire-log', HTMLOListElement);
  draw = () => {
    if (events.length === 0) return list.replaceChildren(element('li', { class: 'hint' }, text('nothingYet')));
    list.replaceChildren(...events.map(lineOf));
  };
  onLanguage(draw);
}

/** @param {any} event */
export function logEvent(event) {
  if (event.type === 'cleared') events = [];
  else if (['webhook', 'alert', 'violation', 'api-call'].includes(event.type)) {
    events = [event, ...events].slice(0, KEPT_LINES);
  } else return;
  draw();
}

/** @param {any} event */
function lineOf(event) {
  const { title, details, at, isBad } = describe(event);
  return element(
    'li',
    { class: isBad ? 'wire-line bad' : 'wire-line' },
    element(
      'p',
      { class: 'wire-title' },
      element('time', { datetime: at }, displayTime(at)),
      element('strong', {}, title),
    ),
    element('p', { class: 'wire-details' }, details),
  );
}

/** @param {any} event */
function describe(event) {
  switch (event.type) {
    case 'webhook': {
      const { attempt } = event;
      const status = attempt.status ?? text('noAnswer', { failure: attempt.failure });
      const title =
        attempt.kind === 'status'
          ? text('statusAnswered', { state: attempt.summary, status })
          : text('webhookAnswered', { status });
      const isBad = attempt.status === null || attempt.status >= 300;
      const what = [text(attempt.provider), attempt.kind !== 'status' && attempt.summary, attempt.url];
      const details = [...what, `${attempt.elapsedMs} ms`].filter(Boolean).join(' · ');
      return { title, details, at: attempt.at, isBad };
    }
    case 'api-call': {
      const { call } = event;
      const title = text('apiCall', { method: call.method, status: call.status ?? '–' });
      return { title, details: call.url, at: call.at, isBad: call.status === null || call.status >= 400 };
    }
    case 'alert':
      return {
        title: text('alert', { code: event.alert.code }),
        details: event.alert.message,
        at: event.alert.at,
        isBad: true,
      };
    default: {
      const { violation } = event;
      return {
        title: text('violation', { code: violation.code }),
        details: violation.message,
        at: violation.at,
        isBad: true,
      };
    }
  }
}
