import type { BatchRecord, ConversationRecord } from '../records/intake-records.ts';
import type { IntakeCommand } from './intake-command.ts';
import { type OpenBatch, placeInBatch } from './place-in-batch.ts';

/** How long a question waits for its answer; after that, yes and no answer nothing. */
export const QUESTION_OPEN_MS = 10 * 60_000;

/** How long after its sender's last message a batch closes itself (R13). */
export const IDLE_AFTER_MS = 12 * 3_600_000;

/** How long after it closed itself a batch may still get its name by a text. */
export const LATE_NAME_MS = 12 * 3_600_000;

/** One batch is open, and collects. `screenshotCount` of an unnamed one is 0 once all were refused or taken back. */
type Collecting =
  | { readonly kind: 'unnamed'; readonly screenshotCount: number }
  | { readonly kind: 'empty'; readonly name: string }
  | { readonly kind: 'collecting'; readonly name: string; readonly screenshotCount: number };

/**
 * Where the conversation with one staff phone stands (R10 to R13). Each phone has its own, with at most one open batch.
 *
 *             name               screenshots                 name
 *   closed ──────────▶ empty ───────────────────▶ collecting ──────▶ empty    its batch is ready, the next one opens
 *     │                 │ ▲ └─name─▶ empty renamed   │ ▲ │
 *     │                 │ └──last one taken back, ───┘ │ └──done, idle──▶ closed            ready
 *     │                 │    or refused                │
 *     │                 └──────cancel, idle────────────┼────────────────▶ closed            cancelled
 *     └─screenshots─▶ unnamed ──name───────────────────┘
 *                       ├──done──▶ unnamed             asks for the name
 *                       ├──idle──▶ nameless ──name──▶ closed                                ready, and then named
 *                       └──cancel, idle, without a screenshot──▶ closed                     cancelled
 *
 *   collecting, unnamed ──cancel, with screenshots──▶ asked ──yes──▶ closed                 cancelled
 *                                                       └──all else──▶ as if it had not been asked
 *
 *   nameless is closed, but for the name; screenshots with a caption are screenshots and a name at once.
 *   status, help, no, and what cannot be used change nothing.
 */
export type IntakeState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'nameless'; readonly screenshotCount: number }
  | Collecting
  | { readonly kind: 'asked'; readonly about: Collecting };

/** What a staff phone sends, or (idle) does not send. */
export type IntakeEvent =
  | { readonly kind: IntakeCommand }
  | { readonly kind: 'name'; readonly text: string }
  /** `caption` is empty if it is none, or no name */
  | { readonly kind: 'screenshots'; readonly count: number; readonly caption: string }
  | { readonly kind: 'unusable' }
  | { readonly kind: 'idle' };

/**
 * What follows for the batches:
 * - open, into-open, next: as `Placement` says
 * - name-closed: the batch that closed itself gets its name
 * - close: the open batch becomes ready or cancelled
 * - take-back: its last screenshot is marked removed
 * - ask: whether to cancel it
 * - say: nothing; an answer only
 */
export type IntakeStep =
  | { readonly kind: 'open' | 'into-open'; readonly name: string | null }
  | { readonly kind: 'next'; readonly name: string }
  | { readonly kind: 'name-closed'; readonly name: string }
  | { readonly kind: 'close'; readonly as: 'ready' | 'cancelled' }
  | { readonly kind: 'take-back' | 'ask' }
  | { readonly kind: 'say'; readonly what: 'status' | 'help' | 'cannot-use' | 'no-screenshots' | 'name-first' };

/** What a message, or 12 h without one, does. Total: every event in every state has its step. */
export function nextStep(state: IntakeState, event: IntakeEvent): IntakeStep {
  if (state.kind === 'asked') return event.kind === 'yes' ? close('cancelled') : nextStep(state.about, event);
  switch (event.kind) {
    case 'name':
      return onName(state, event.text);
    case 'screenshots':
      return placed(state, event.caption, event.count);
    case 'done':
      return onDone(state);
    case 'cancel':
      return onCancel(state);
    case 'undo':
      return isOpen(state) ? { kind: 'take-back' } : say('status');
    case 'idle':
      if (!isOpen(state)) return say('status');
      return close(screenshotsOf(state) === 0 ? 'cancelled' : 'ready');
    case 'help':
      return say('help');
    case 'unusable':
      return say('cannot-use');
    case 'status':
    case 'yes': // to a question that was not asked, or too long ago
    case 'no':
      return say('status');
    default:
      return event satisfies never;
  }
}

type Unasked = Exclude<IntakeState, { kind: 'asked' }>;

function onName(state: Unasked, text: string): IntakeStep {
  const step = placed(state, text, 0);
  return state.kind === 'nameless' && step.kind === 'open' && step.name !== null
    ? { kind: 'name-closed', name: step.name }
    : step;
}

function onDone(state: Unasked): IntakeStep {
  switch (state.kind) {
    case 'closed':
    case 'nameless':
      return say('status');
    case 'empty':
      return say('no-screenshots');
    case 'unnamed':
      return say(state.screenshotCount === 0 ? 'no-screenshots' : 'name-first');
    case 'collecting':
      return close('ready');
    default:
      return state satisfies never;
  }
}

function onCancel(state: Unasked): IntakeStep {
  if (!isOpen(state)) return say('status');
  return screenshotsOf(state) === 0 ? close('cancelled') : { kind: 'ask' };
}

function placed(state: Unasked, text: string, screenshotCount: number): IntakeStep {
  const placement = placeInBatch(isOpen(state) ? openBatch(state) : null, text, screenshotCount);
  switch (placement.kind) {
    case 'nothing':
      return say('cannot-use');
    case 'into-new':
      return { kind: 'open', name: placement.name };
    case 'into-open':
    case 'next':
      return placement;
    default:
      return placement satisfies never;
  }
}

const isOpen = (state: Unasked): state is Collecting => state.kind !== 'closed' && state.kind !== 'nameless';
const screenshotsOf = (state: Collecting): number => (state.kind === 'empty' ? 0 : state.screenshotCount);
const openBatch = (state: Collecting): OpenBatch => ({
  customerName: state.kind === 'unnamed' ? null : state.name,
  screenshotCount: screenshotsOf(state),
});
const close = (as: 'ready' | 'cancelled'): IntakeStep => ({ kind: 'close', as });
const say = (what: Extract<IntakeStep, { kind: 'say' }>['what']): IntakeStep => ({ kind: 'say', what });

/**
 * The state that the records of a staff phone stand for, at `at` (the message's own time).
 * @param batch the batch that its conversation points to, whatever became of it
 */
export function intakeStateOf(
  batch: { readonly id: string; readonly record: BatchRecord } | null,
  question: ConversationRecord['question'],
  at: Date,
): IntakeState {
  if (batch === null) return { kind: 'closed' };
  const { state, customerName, screenshotCount, closedAt } = batch.record;
  if (state !== 'open') {
    const isNameAwaited = state === 'ready' && customerName === null && closedAt !== null;
    return isNameAwaited && at.getTime() - closedAt.getTime() < LATE_NAME_MS
      ? { kind: 'nameless', screenshotCount }
      : { kind: 'closed' };
  }
  const about = collecting(customerName, screenshotCount);
  const isAsked = question !== null && question.batchId === batch.id;
  // A yes that was written before the question, and was delayed, does not answer it.
  const sinceMs = isAsked ? at.getTime() - question.askedAt.getTime() : -1;
  return sinceMs >= 0 && sinceMs < QUESTION_OPEN_MS ? { kind: 'asked', about } : about;
}

function collecting(name: string | null, screenshotCount: number): Collecting {
  if (name === null) return { kind: 'unnamed', screenshotCount };
  return screenshotCount === 0 ? { kind: 'empty', name } : { kind: 'collecting', name, screenshotCount };
}
