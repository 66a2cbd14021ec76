import { encode } from 'uqr';

/** Light modules around the code; four are asked for by ISO/IEC 18004. */
const BORDER_MODULES = 4;

/** A code's modules, with their border: true is dark. Level M stands up to what happens to a printed card. */
const modulesOf = (text: string): boolean[][] => encode(text, { ecc: 'M', border: BORDER_MODULES }).data;

/** A code as one path on a square of `size` units. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const modules = modulesOf(text);
  const path = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { size: modules.length, path };
}

/** A code as an SVG file, dark on light whatever the page looks like: scanners want it so. */
export function qrSvg(text: string): string {
  const { size, path } = qrPath(text);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 10}" height="${size * 10}" shape-rendering="crispEdges">`,
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`,
  ].join('');
}

/**
 * A code as a PNG file, drawn on a canvas.
 *
 * @param sizePixels at least this wide; modules are whole pixels
 */
export async function qrPng(text: string, sizePixels = 1024): Promise<Blob> {
  const modules = modulesOf(text);
  const scale = Math.ceil(sizePixels / modules.length);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = modules.length * scale;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser gave no canvas to draw on.');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries()) if (isDark) pen.fillRect(x * scale, y * scale, scale, scale);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser drew no PNG.'))), 'image/png'),
  );
}
