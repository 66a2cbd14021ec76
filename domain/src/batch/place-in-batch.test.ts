import { describe, expect, test } from 'vitest';
import { type OpenBatch, placeInBatch } from './place-in-batch.ts';

const none = null;
const unnamed = (screenshotCount: number): OpenBatch => ({ customerName: null, screenshotCount });
const named = (screenshotCount: number): OpenBatch => ({ customerName: 'Ana', screenshotCount });

describe('placeInBatch', () => {
  test.each<[string, OpenBatch | null, string, number, string]>([
    ['a name opens a batch', none, 'María Rodríguez', 0, 'into-new María Rodríguez'],
    ['emoji only is a name', none, '🌸', 0, 'into-new 🌸'],
    ['blanks are no name', none, '  \n ', 0, 'nothing'],
    ['invisible signs are no name', none, '\u200b\u200e', 0, 'nothing'],
    ['a name is one line of at most 80 code points', none, `a\n${'b'.repeat(4094)}`, 0, `into-new a ${'b'.repeat(78)}`],
    ['a name names the unnamed batch', unnamed(0), 'María', 0, 'into-open María'],
    ['a name names the unnamed batch, screenshots or not', unnamed(3), 'María', 0, 'into-open María'],
    ['a name renames while there is no screenshot', named(0), 'María', 0, 'into-open María'],
    ['a name after screenshots opens the next', named(1), 'María', 0, 'next María'],
    ['the same name after screenshots opens the next too', named(1), 'Ana', 0, 'next Ana'],
    ['nothing usable changes nothing', named(1), '', 0, 'nothing'],
    ['a screenshot opens an unnamed batch', none, '', 1, 'into-new -'],
    ['a screenshot with a caption opens a named one', none, 'María', 1, 'into-new María'],
    ['a screenshot goes into the open batch', named(0), '', 1, 'into-open -'],
    ['the caption of the first screenshot renames', named(0), 'María', 1, 'into-open María'],
    ['a caption names the unnamed batch, first or not', unnamed(2), 'María', 1, 'into-open María'],
    ['the caption of a later screenshot renames nothing', named(2), 'María', 1, 'into-open -'],
    ['several media are one placement', none, 'María', 3, 'into-new María'],
  ])('%s', (_why, open, text, screenshotCount, expected) => {
    const placement = placeInBatch(open, text, screenshotCount);
    expect(`${placement.kind}${placement.kind === 'nothing' ? '' : ` ${placement.name ?? '-'}`}`).toBe(expected);
  });
});
