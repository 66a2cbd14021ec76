import { expect, test } from 'vitest';
import { SPLAT } from './modules.ts';
import { loudLine } from './stack-log.ts';

const ofFunction = { emulator: { name: 'functions' }, function: { name: 'us-central1-media' } };

test.each([
  {
    why: 'an error of firebase-tools, label and text apart',
    entry: { level: 'error', message: '⬢  functions:', [SPLAT]: ['Failed to load', { metadata: {} }] },
    shown: '⬢  functions: Failed to load',
  },
  {
    why: 'a function that threw, shortened',
    entry: { level: 'warn', message: 'Error: boom\n at a\n at b\n at c', metadata: ofFunction },
    shown: 'us-central1-media: Error: boom\n at a\n at b',
  },
  {
    why: 'what a function logs as an error',
    entry: { level: 'info', message: '>  {...}', user: { severity: 'ERROR', message: 'boom' }, metadata: ofFunction },
    shown: 'us-central1-media: boom',
  },
  {
    why: 'what a function logs otherwise',
    entry: {
      level: 'info',
      message: '>  {...}',
      user: { severity: 'INFO', message: 'all well' },
      metadata: ofFunction,
    },
    shown: null,
  },
  {
    why: 'a secret that is not declared',
    entry: {
      level: 'info',
      message: '>  {...}',
      user: { severity: 'WARNING', message: 'No value found for secret parameter "KEY".' },
      metadata: ofFunction,
    },
    shown: 'us-central1-media: No value found for secret parameter "KEY".',
  },
  { why: 'progress of firebase-tools', entry: { level: 'info', message: '✔  hub started' }, shown: null },
  { why: 'a warning that concerns no function', entry: { level: 'warn', message: 'No UI component' }, shown: null },
  {
    why: 'the vain look for the metadata server',
    entry: { level: 'warn', message: 'External network resource requested!\n - URL: "x"', metadata: ofFunction },
    shown: null,
  },
  { why: 'an empty line', entry: { level: 'error', message: ' ' }, shown: null },
])('$why ▶ $shown', ({ entry, shown }) => expect(loudLine(entry)).toBe(shown));
