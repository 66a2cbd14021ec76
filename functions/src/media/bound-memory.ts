/** What we use of WebAssembly, which Node's types leave to the browser's. */
type WasmMemory = { readonly buffer: ArrayBuffer; grow: (pages: number) => number };
type WithWasm = { readonly WebAssembly: { readonly Memory: { readonly prototype: WasmMemory } } };

/** @see https://webassembly.github.io/spec/core/exec/runtime.html#page-size */
const WASM_PAGE_BYTES = 65_536;

/**
 * Makes WebAssembly of this thread refuse to grow its memory beyond a limit, as if the machine had no more: a decoder that
 * a hostile file asks for gigabytes fails, and the process goes on. Node's own limits of threads do not count this memory.
 * @see https://nodejs.org/docs/latest-v24.x/api/worker_threads.html#new-workerfilename-options
 */
export function boundMemory(maxBytes: number): void {
  const memory = (globalThis as unknown as WithWasm).WebAssembly.Memory.prototype;
  const grow = memory.grow;
  memory.grow = function (this: WasmMemory, pages: number): number {
    if (this.buffer.byteLength + pages * WASM_PAGE_BYTES > maxBytes)
      throw new RangeError('The memory limit is reached.');
    return grow.call(this, pages);
  };
}
