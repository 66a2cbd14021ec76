import { expect, test } from 'vitest';
import { holdsUnsent } from './reply-boxes.ts';

const reply = (state: 'sending' | 'failed' | 'taken') => ({
  ...{ id: 'a', key: 'a', text: 'ok', file: null, sentBytes: 0, at: new Date(0) },
  ...{ failure: null, messageId: null, mayHaveArrived: true, shownBefore: null },
  state,
});

test.each([
  { what: 'nothing', state: {}, isHeld: false },
  { what: 'blanks', state: { draft: ' \n' }, isHeld: false },
  { what: 'a draft', state: { draft: 'Hola' }, isHeld: true },
  { what: 'a file', state: { file: new File(['x'], 'a.pdf') }, isHeld: true },
  { what: 'a reply on its way', state: { unsent: [reply('sending')] }, isHeld: true },
  { what: 'one that failed', state: { unsent: [reply('failed')] }, isHeld: true },
  { what: 'one that the server took', state: { unsent: [reply('taken')] }, isHeld: false },
])('a box with $what is unsent: $isHeld', ({ state, isHeld }) =>
  expect(holdsUnsent({ draft: '', file: null, unsent: [], ...state })).toBe(isHeld));
