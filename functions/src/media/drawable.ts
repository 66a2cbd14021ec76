/** A file that browsers and engines do not open by themselves: what a phone's camera keeps, and a shop's receipt. */
export type Drawable = { readonly bytes: Uint8Array; readonly contentType: 'image/heic' | 'application/pdf' };

/** A picture as four bytes per pixel, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgba: Uint8Array };

/** Most pixels that are decoded: a phone's camera has 50 million, a long scrolling capture 20; a decompression bomb far more. */
export const PIXELS_MAX = 64_000_000;
