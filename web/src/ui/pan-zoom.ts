/** How a picture lies in its frame: scale 1 shows the whole of it; x and y move its middle, in CSS pixels. */
export type PanZoom = { readonly scale: number; readonly x: number; readonly y: number };

export type Size = { readonly width: number; readonly height: number };

export const WHOLE: PanZoom = { scale: 1, x: 0, y: 0 };

/** Small print of a long screenshot is readable at six times its fit to a phone. */
export const SCALE_MAX = 8;

/** One press of a button or a key. */
export const ZOOM_STEP = 1.5;

/** The size of the picture at scale 1: as large as fits into the frame, never larger than its own pixels. */
export function fittedSize(picture: Size, frame: Size): Size {
  const factor = Math.min(frame.width / picture.width, frame.height / picture.height, 1);
  return { width: picture.width * factor, height: picture.height * factor };
}

/** The same view with the picture kept over the frame: it never leaves it, and is centred where it is smaller. */
export function keepInside(view: PanZoom, fitted: Size, frame: Size): PanZoom {
  const scale = Math.min(SCALE_MAX, Math.max(1, view.scale));
  const reach = (length: number, room: number) => Math.max(0, (length * scale - room) / 2);
  // Plus zero, so that a limit of zero does not make minus zero.
  const within = (offset: number, limit: number) => Math.min(limit, Math.max(-limit, offset)) + 0;
  return {
    scale,
    x: within(view.x, reach(fitted.width, frame.width)),
    y: within(view.y, reach(fitted.height, frame.height)),
  };
}

/**
 * Zooms so that what lies under a point stays under it.
 *
 * @param factor above 1 comes nearer
 * @param point CSS pixels from the frame's middle
 */
export function zoomAt(
  view: PanZoom,
  factor: number,
  point: { readonly x: number; readonly y: number },
  fitted: Size,
  frame: Size,
): PanZoom {
  const scale = Math.min(SCALE_MAX, Math.max(1, view.scale * factor));
  const ratio = scale / view.scale;
  return keepInside(
    { scale, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio },
    fitted,
    frame,
  );
}

/** A place in a picture, in shares (0 to 1) of its width and height from its top left corner. */
export type Place = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The nearest that a place is brought: beyond it the lines around it, which say what it is, would be out of view. */
const PLACE_SCALE_MAX = 4;

/** The view in which a place is in the middle and large enough to read, with what stands around it. */
export function viewOf(place: Place, fitted: Size, frame: Size): PanZoom {
  const across = (0.8 * frame.width) / Math.max(1, place.width * fitted.width);
  const down = (0.4 * frame.height) / Math.max(1, place.height * fitted.height);
  // As wide as the frame, at least: what stands beside a value names it.
  const filled = frame.width / Math.max(1, fitted.width);
  const scale = Math.max(1, Math.min(PLACE_SCALE_MAX, across, down, Math.max(filled, 1) * 1.4));
  const x = (0.5 - place.x - place.width / 2) * fitted.width * scale;
  const y = (0.5 - place.y - place.height / 2) * fitted.height * scale;
  return keepInside({ scale, x, y }, fitted, frame);
}
