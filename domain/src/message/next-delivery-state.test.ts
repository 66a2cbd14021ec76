import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFurther, type OutgoingState } from './next-delivery-state.ts';

const after = (told: readonly OutgoingState[]): OutgoingState =>
  told.reduce<OutgoingState>((state, next) => (isFurther(state, next) ? next : state), 'queued');

test.each<[string, OutgoingState[], OutgoingState]>([
  ['as it should be', ['sent', 'delivered', 'read'], 'read'],
  ['read before delivered', ['sent', 'read', 'delivered'], 'read'],
  ['delivered is passed over', ['sent', 'read'], 'read'],
  ['failed after sent', ['sent', 'failed'], 'failed'],
  ['sent after failed', ['failed', 'sent'], 'failed'],
  ['failed, and yet it arrived', ['failed', 'delivered'], 'delivered'],
  ['twice', ['delivered', 'delivered'], 'delivered'],
])('%s: %s ▶ %s', (_why, told, state) => expect(after(told)).toBe(state));

test('the order in which the provider tells it makes no difference, and no state is ever left for an earlier one', () => {
  const states = fc.array(fc.constantFrom<OutgoingState>('sent', 'delivered', 'read', 'failed'));
  fc.assert(
    fc.property(states, fc.infiniteStream(fc.nat()), (told, order) => {
      const shuffled = told.map((state) => ({ state, at: order.next().value })).toSorted((a, b) => a.at - b.at);
      expect(after(shuffled.map(({ state }) => state))).toBe(after(told));
    }),
  );
});
