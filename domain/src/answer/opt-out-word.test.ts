import { expect, test } from 'vitest';
import { optOutWordIn } from './opt-out-word.ts';

test.each([
  ['STOP', 'stop'],
  ['stop', 'stop'],
  ['  Stop. ', 'stop'],
  ['STOPALL', 'stop'],
  ['Stop all', 'stop'],
  ['Unsubscribe', 'stop'],
  ['BAJA', 'stop'],
  ['Baja.', 'stop'],
  ['¡bájá!', 'stop'],
  ['Darme de baja', 'stop'],
  ['No más mensajes', 'stop'],
  ['START', 'start'],
  ['unstop', 'start'],
  ['Alta', 'start'],
  ['ALTA ✅', 'start'],
  ['darme de alta', 'start'],
  // part of something else
  ['no quiero dar de baja mi paquete', null],
  ['stop, ya llegó', null],
  ['la talla es baja', null],
  ['start_abc123', null],
  // answers to a person
  ['sí', null],
  ['yes', null],
  ['cancelar', null],
  ['', null],
  [`stop${' '.repeat(20)}${'.'.repeat(200)}`, null],
])('%j ▶ %s', (text, word) => expect(optOutWordIn(text)).toBe(word));
