/** Codes on parcels: all carriers use one of these. @see the carriers' label specifications */
const FORMATS = ['code_128', 'code_39', 'itf', 'codabar', 'pdf417', 'qr_code', 'data_matrix'] as const;

/** Finds codes in a picture. @see https://wicg.github.io/shape-detection-api/#barcode-detection-api */
export type BarcodeReader = { readonly detect: (source: HTMLVideoElement) => Promise<{ readonly rawValue: string }[]> };

type NativeReader = {
  new (options: { formats: readonly string[] }): BarcodeReader;
  getSupportedFormats(): Promise<string[]>;
};

/** The browser's own reader where it knows parcels' codes; else a library, whose WebAssembly comes from our own host. */
export async function openBarcodeReader(): Promise<BarcodeReader> {
  const native = (globalThis as { BarcodeDetector?: NativeReader }).BarcodeDetector;
  const known = (await native?.getSupportedFormats().catch(() => [])) ?? [];
  if (native && FORMATS.every((format) => known.includes(format))) return new native({ formats: FORMATS });
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  prepareZXingModule({ overrides: { locateFile: (file: string) => (file.endsWith('.wasm') ? wasm : file) } });
  return new BarcodeDetector({ formats: [...FORMATS] });
}
