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
