/** Pixels darker than this (0 to 255) count as dark ground. */
const DARK = 110;
/** A row is part of a dark band if at least this share of its pixels is dark; bright text covers less than a fifth. */
const BAND_SHARE = 0.8;
/** Rows of large bright letters may interrupt a band for this many px. */
const LARGEST_GAP = 6;
/** A band is at least as high as a line of small print, px; a rule or a border is not one. */
const LEAST_HEIGHT = 24;
/** Half of all pixels darker than this: the whole page is in dark mode. */
const DARK_PAGE_MEDIAN = 96;

/**
 * Turns bright text on dark ground into dark text on light ground: a page in dark mode as a whole, else each dark band
 * that crosses the page, such as a shop's coloured head. The engine tells text from ground by one threshold for the whole
 * page, so that bright text on a dark band would be lost.
 * @param grey one byte per pixel, row by row
 * @returns a new picture of the same size
 */
export function invertDarkBands(grey: Uint8Array, width: number, height: number): Uint8Array {
  if (medianOf(grey) < DARK_PAGE_MEDIAN) return grey.map((value) => 255 - value);
  const light = Uint8Array.from(grey);
  for (const { top, bottom } of darkBands(grey, width, height)) {
    const band = grey.subarray(top * width, bottom * width);
    const ground = medianOf(band);
    // the ground becomes white like the page's, so that one threshold fits both
    for (const [at, value] of band.entries())
      light[top * width + at] = 255 - Math.round((Math.max(0, value - ground) * 255) / (255 - ground));
  }
  return light;
}

/** Rows [top, bottom) of each dark band. */
function darkBands(
  grey: Uint8Array,
  width: number,
  height: number,
): { readonly top: number; readonly bottom: number }[] {
  const bands: { top: number; bottom: number }[] = [];
  for (let y = 0; y < height; y++) {
    let dark = 0;
    for (let at = y * width; at < (y + 1) * width; at++) if ((grey[at] ?? 0) < DARK) dark += 1;
    if (dark < BAND_SHARE * width) continue;
    const last = bands.at(-1);
    if (last && y - last.bottom <= LARGEST_GAP) last.bottom = y + 1;
    else bands.push({ top: y, bottom: y + 1 });
  }
  return bands.filter(({ top, bottom }) => bottom - top >= LEAST_HEIGHT);
}

function medianOf(grey: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  let seen = 0;
  for (const [value, count] of counts.entries()) {
    seen += count;
    if (seen * 2 >= grey.length) return value;
  }
  return 255;
}
