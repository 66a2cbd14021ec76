import { describe, expect, test } from 'vitest';
import { aBatch, NOW } from '../../testing/index.ts';
import { type IntakeEvent, type IntakeState, type IntakeStep, intakeStateOf, nextStep } from './intake-step.ts';

const closed: IntakeState = { kind: 'closed' };
const nameless: IntakeState = { kind: 'nameless', screenshotCount: 2 };
const unnamed: IntakeState = { kind: 'unnamed', screenshotCount: 2 };
const bare: IntakeState = { kind: 'unnamed', screenshotCount: 0 };
const empty: IntakeState = { kind: 'empty', name: 'Ana' };
const collecting: IntakeState = { kind: 'collecting', name: 'Ana', screenshotCount: 2 };
const askedUnnamed: IntakeState = { kind: 'asked', about: unnamed };
const asked: IntakeState = { kind: 'asked', about: collecting };

const shown = (step: IntakeStep): string =>
  [
    step.kind,
    ...('name' in step ? [step.name ?? '-'] : []),
    ...('as' in step ? [step.as] : []),
    ...('what' in step ? [step.what] : []),
  ].join(' ');

describe('nextStep', () => {
  const name: IntakeEvent = { kind: 'name', text: 'José' };
  const image: IntakeEvent = { kind: 'screenshots', count: 1, caption: '' };
  const captioned: IntakeEvent = { kind: 'screenshots', count: 1, caption: 'José' };

  // One row per event, one column per state: nothing is left open.
  const states = { closed, nameless, unnamed, bare, empty, collecting, asked, askedUnnamed };
  const table: readonly (readonly [IntakeEvent, readonly string[]])[] = [
    [
      name,
      [
        'open José',
        'name-closed José',
        'into-open José',
        'into-open José',
        'into-open José',
        'next José',
        'next José',
        'into-open José',
      ],
    ],
    [
      image,
      ['open -', 'open -', 'into-open -', 'into-open -', 'into-open -', 'into-open -', 'into-open -', 'into-open -'],
    ],
    [
      captioned,
      [
        'open José',
        'open José',
        'into-open José',
        'into-open José',
        'into-open José',
        'into-open -',
        'into-open -',
        'into-open José',
      ],
    ],
    [
      { kind: 'done' },
      [
        'say status',
        'say status',
        'say name-first',
        'say no-screenshots',
        'say no-screenshots',
        'close ready',
        'close ready',
        'say name-first',
      ],
    ],
    [
      { kind: 'undo' },
      ['say status', 'say status', 'take-back', 'take-back', 'take-back', 'take-back', 'take-back', 'take-back'],
    ],
    [
      { kind: 'cancel' },
      ['say status', 'say status', 'ask', 'close cancelled', 'close cancelled', 'ask', 'ask', 'ask'],
    ],
    [
      { kind: 'yes' },
      [
        'say status',
        'say status',
        'say status',
        'say status',
        'say status',
        'say status',
        'close cancelled',
        'close cancelled',
      ],
    ],
    [
      { kind: 'idle' },
      [
        'say status',
        'say status',
        'close ready',
        'close cancelled',
        'close cancelled',
        'close ready',
        'close ready',
        'close ready',
      ],
    ],
    [{ kind: 'no' }, Array(8).fill('say status')],
    [{ kind: 'status' }, Array(8).fill('say status')],
    [{ kind: 'help' }, Array(8).fill('say help')],
    [{ kind: 'unusable' }, Array(8).fill('say cannot-use')],
    [{ kind: 'name', text: '\u200b' }, Array(8).fill('say cannot-use')],
  ];
  const rows = table.flatMap(([event, steps]) =>
    Object.entries(states).map(([state, from], i) => [event.kind, state, steps[i] ?? '', event, from] as const),
  );
  test.each(rows)('%s in %s ▶ %s', (_event, _state, step, event, from) => {
    expect(shown(nextStep(from, event))).toBe(step);
  });
});

describe('intakeStateOf', () => {
  const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
  const batch = (over: Parameters<typeof aBatch>[0]) => ({ id: 'b1', record: aBatch(over) });
  const question = { kind: 'cancel', batchId: 'b1', askedAt: NOW } as const;
  const full = batch({ screenshotCount: 2 });
  const lost = batch({ state: 'ready', customerName: null, closedAt: NOW, screenshotCount: 2 });

  test.each<[string, Parameters<typeof intakeStateOf>, IntakeState['kind']]>([
    ['no batch', [null, null, NOW], 'closed'],
    ['a named batch without screenshots', [batch({}), null, NOW], 'empty'],
    ['a named batch with screenshots', [full, null, NOW], 'collecting'],
    ['a batch without a name', [batch({ customerName: null }), null, NOW], 'unnamed'],
    ['a ready batch', [batch({ state: 'ready', closedAt: NOW }), null, NOW], 'closed'],
    [
      'a cancelled batch without a name',
      [batch({ state: 'cancelled', customerName: null, closedAt: NOW }), null, NOW],
      'closed',
    ],
    ['one that closed itself without a name', [lost, null, minutes(719)], 'nameless'],
    ['the same, 12 h later', [lost, null, minutes(720)], 'closed'],
    ['asked whether to cancel it', [full, question, minutes(9)], 'asked'],
    ['asked 10 minutes ago', [full, question, minutes(10)], 'collecting'],
    ['written before it was asked', [full, question, minutes(-1)], 'collecting'],
    ['asked about another batch', [full, { ...question, batchId: 'b0' }, NOW], 'collecting'],
  ])('%s ▶ %s', (_what, args, kind) => {
    expect(intakeStateOf(...args).kind).toBe(kind);
  });
});
