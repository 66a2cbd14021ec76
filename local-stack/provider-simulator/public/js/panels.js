// @ts-check
import { byId } from './display.js';

const PANELS = ['samples', 'misbehave', 'wire'];
/** From this width on there is room for a panel beside the phone; as in css/layout.css. */
const WIDE = '(min-width: 1100px)';

/** Closes the panel where it covers the phone; beside the phone it stays. */
export let uncoverPhone = () => {};

/** One panel at a time; the switches in the toolbar say which. Escape closes it where it covers the phone. */
export function startPanels() {
  const switches = [...document.querySelectorAll('button[data-panel]')];

  const show = (/** @type {string | null} */ name) => {
    for (const panel of PANELS) byId(`panel-${panel}`, HTMLElement).hidden = panel !== name;
    for (const button of switches) {
      if (button.hasAttribute('aria-controls')) {
        button.setAttribute('aria-expanded', String(button.getAttribute('data-panel') === name));
      }
    }
    document.body.classList.toggle('has-panel', name !== null);
  };

  const isShown = (/** @type {string} */ name) => !byId(`panel-${name}`, HTMLElement).hidden;
  for (const button of switches) {
    button.addEventListener('click', () => {
      const name = button.getAttribute('data-panel') ?? '';
      show(isShown(name) ? null : name);
    });
  }
  document.addEventListener('keydown', (event) => {
    const open = PANELS.find(isShown);
    if (event.key !== 'Escape' || !open || matchMedia(WIDE).matches) return;
    show(null);
    const opener = switches.find((button) => button.getAttribute('data-panel') === open);
    if (opener instanceof HTMLElement) opener.focus();
  });
  uncoverPhone = () => {
    if (!matchMedia(WIDE).matches) show(null);
  };
  show(matchMedia(WIDE).matches ? 'samples' : null);
}
