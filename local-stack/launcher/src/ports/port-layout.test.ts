import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PORTS_PER_STACK, portLayout } from './port-layout.ts';

describe('portLayout', () => {
  test('counts from the base', () =>
    expect(portLayout(5000)).toMatchObject({ ok: true, value: { hosting: 5000, firestore: 5002, simulator: 5008 } }));

  test.each([
    { base: 1023, code: 'port-base-out-of-range' },
    { base: 65_437, code: 'port-base-out-of-range' },
    { base: 5000.5, code: 'port-base-out-of-range' },
    { base: Number.NaN, code: 'port-base-out-of-range' },
    { base: 6000, code: 'port-blocked' },
    { base: 6660, code: 'port-blocked' },
  ])('$base is refused: $code', ({ base, code }) =>
    expect(portLayout(base)).toMatchObject({ ok: false, failure: { code } }));

  test('every port is a different one of the base’s own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1024, max: 65_436 }), (base) => {
        const layout = portLayout(base);
        if (!layout.ok) return layout.failure.code === 'port-blocked';
        const ports = Object.values(layout.value);
        return (
          new Set(ports).size === ports.length && ports.every((port) => port >= base && port < base + PORTS_PER_STACK)
        );
      }),
    );
  });
});
