/** What we use of heic-decode 2.1, which ships no types. @see https://github.com/catdad-experiments/heic-decode */
declare module 'heic-decode' {
  type Pixels = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };
  type Image = { readonly width: number; readonly height: number; decode(): Promise<Pixels> };
  const decode: {
    /** Opens a file without decoding its pixels; `dispose` frees the memory of the decoder. */
    all(file: { buffer: Uint8Array }): Promise<readonly Image[] & { dispose(): void }>;
  };
  export default decode;
}
