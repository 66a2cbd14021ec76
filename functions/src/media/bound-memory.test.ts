import { expect, test } from 'vitest';
import { boundMemory } from './bound-memory.ts';

type Memory = { readonly buffer: ArrayBuffer; grow(pages: number): number };
type WithWasm = { readonly WebAssembly: { readonly Memory: new (size: { initial: number }) => Memory } };
const { WebAssembly: wasm } = globalThis as unknown as WithWasm;

test('memory grows up to the limit and no further', () => {
  const { grow } = wasm.Memory.prototype;
  try {
    boundMemory(10 * 65_536);
    const memory = new wasm.Memory({ initial: 1 });
    expect(memory.grow(9)).toBe(1);
    expect(() => memory.grow(1)).toThrow('memory limit');
    expect(memory.buffer.byteLength).toBe(10 * 65_536);
  } finally {
    wasm.Memory.prototype.grow = grow;
  }
});
