import { describe, expect, test } from 'vitest';
import { PARTS } from '../ports/port-layout.ts';
import { helpText, parseFlags } from './flags.ts';

describe('parseFlags', () => {
  test.each([
    { args: [], portBase: 5000, isDemo: true },
    { args: ['--no-demo'], portBase: 5000, isDemo: false },
    { args: ['--port-base', '9000'], portBase: 9000, isDemo: true },
    { args: ['--port-base=9000', '--no-demo'], portBase: 9000, isDemo: false },
    { args: ['--port-base', '9000', '--port-base', '9100'], portBase: 9100, isDemo: true },
  ])('$args ▶ base $portBase, demo $isDemo', ({ args, portBase, isDemo }) =>
    expect(parseFlags(args)).toEqual({ ok: true, value: { kind: 'start', portBase, isDemo } }));

  test.each([[['--help']], [['-h']], [['--no-demo', '--help']]])('%j asks for help', (args) =>
    expect(parseFlags(args)).toEqual({ ok: true, value: { kind: 'help' } }));

  test.each([
    { args: ['--bogus'], code: 'unknown-flag', says: '“--bogus” is not a flag' },
    { args: ['9000'], code: 'unknown-flag', says: '“9000” is not a flag' },
    { args: ['--no-demo=yes'], code: 'unknown-flag', says: '“yes” is not a flag' },
    { args: ['--port-base'], code: 'missing-value', says: 'needs a number' },
    { args: ['--port-base', 'abc'], code: 'not-a-number', says: 'not “abc”' },
    { args: ['--port-base', '-5'], code: 'not-a-number', says: 'not “-5”' },
    { args: ['--port-base=50.5'], code: 'not-a-number', says: 'not “50.5”' },
  ])('$args is refused: $code', ({ args, code, says }) =>
    expect(parseFlags(args)).toMatchObject({ ok: false, failure: { code, message: expect.stringContaining(says) } }));
});

test('the help names every flag and every port', () => {
  for (const flag of ['--port-base', '--no-demo', '--help']) expect(helpText()).toContain(flag);
  for (const { offset, purpose } of Object.values(PARTS)) expect(helpText()).toContain(`+${offset}  ${purpose}`);
});
