import { describe, expect, test } from 'vitest';
import { COMMAND_WORDS, commandIn } from './intake-command.ts';

describe('commandIn', () => {
  test.each([
    ['listo', 'done'],
    ['¡LISTO!', 'done'],
    ['  Listo. \n', 'done'],
    ['listo ✅', 'done'],
    ['Ya listo', 'done'],
    ['Terminé', 'done'],
    ['Done', 'done'],
    ['lsito', 'done'],
    ['¿Estado?', 'status'],
    ['STATUS', 'status'],
    ['Deshacer', 'undo'],
    ['desaser', 'undo'],
    ['undo!!', 'undo'],
    ['Cancelar', 'cancel'],
    ['canselar', 'cancel'],
    ['"cancel"', 'cancel'],
    ['ayuda', 'help'],
    ['Ayúdame', 'help'],
    ['/help', 'help'],
    ['Sí', 'yes'],
    ['si', 'yes'],
    ['s\u0069\u0301', 'yes'],
    ['ｙｅｓ', 'yes'],
    ['No.', 'no'],
  ])('%s ▶ %s', (text, command) => {
    expect(commandIn(text)).toBe(command);
  });

  test.each([
    'Lista',
    'Listo Pérez',
    'listo maría',
    'Calixto',
    'Simón',
    'Noé',
    'Estado de México',
    'cancelar pedido de Ana',
    'no quiero cancelar',
    'María',
    'Donna',
    '🌸',
    '✅',
    '?',
    '',
    ' \n',
    'l i s t o',
    `listo${' '.repeat(200)}x`,
  ])('%s is no command', (text) => {
    expect(commandIn(text)).toBeNull();
  });

  test('a word stands for one command only, and is written the way it is looked up', () => {
    const words = Object.values(COMMAND_WORDS).flat();
    expect(new Set(words).size).toBe(words.length);
    for (const [command, of] of Object.entries(COMMAND_WORDS))
      for (const word of of) expect(commandIn(word)).toBe(command);
  });
});
