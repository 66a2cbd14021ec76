import { describe, expect, test } from 'vitest';
import { aChatMessage } from '../../testing/conversation-builders.ts';
import type { Message } from './ports.ts';
import { threadRows } from './thread.ts';

const at = (day: number, hour: number) => new Date(2026, 1, day, hour);
const about = (id: string, relation: 'reply' | 'reaction' | 'edit' | 'deletion') => ({
  providerMessageId: `SM-${id}`,
  relation,
});
/** Rows as words: the day, the message with its reactions, the note with what it is. */
const said = (messages: readonly Message[]) =>
  threadRows(messages).map((row) =>
    row.kind === 'day'
      ? `day ${row.at.getDate()}`
      : row.kind === 'note'
        ? `${row.relation} ${row.id}`
        : [row.id, ...row.reactions.map(({ emoji, direction }) => `${direction}${emoji}`)].join(' '),
  );

describe('a thread', () => {
  test('each day begins with a line', () => {
    const days = [at(9, 10), at(9, 23), at(10, 0)].map((moment, place) => aChatMessage({ id: `${place}`, at: moment }));
    expect(said(days)).toEqual(['day 9', '0', '1', 'day 10', '2']);
  });

  test('one reaction of each side counts, the latest; an empty one takes it back', () => {
    const asked = aChatMessage({ id: 'asked' });
    const react = (id: string, text: string, direction: 'in' | 'out' = 'in') =>
      aChatMessage({ id, text, direction, about: about('asked', 'reaction') });
    expect(said([asked, react('1', '👍'), react('2', '❤️'), react('3', '🙏', 'out')]).slice(1)).toEqual([
      'asked in❤️ out🙏',
    ]);
    expect(said([asked, react('1', '👍'), react('2', '')]).slice(1)).toEqual(['asked']);
  });

  test.each([
    'edit',
    'deletion',
    'reaction',
  ] as const)('a %s is no line of its own where its original is shown, and one where it is not', (relation) => {
    const note = aChatMessage({ id: 'note', text: 'new', about: about('first', relation) });
    expect(said([aChatMessage({ id: 'first' }), note]).some((row) => row.endsWith('note'))).toBe(false);
    expect(said([note]).slice(1)).toEqual([`${relation} note`]);
  });

  test('a reaction taken back from an older message is nothing to say', () => {
    expect(said([aChatMessage({ text: '', about: about('older', 'reaction') })])).toEqual([]);
  });

  test('a reply quotes what it answers, or says that it is older', () => {
    const first = aChatMessage({ id: 'first' });
    const quotes = (id: string) =>
      threadRows([first, aChatMessage({ id: 'answer', about: about(id, 'reply') })]).flatMap((row) =>
        row.kind === 'message' && row.id === 'answer' ? [row.quoted] : [],
      );
    expect(quotes('first')).toEqual([first]);
    expect(quotes('older')).toEqual(['not-loaded']);
  });
});
