import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { fittedSize, keepInside, type PanZoom, type Place, type Size, viewOf, WHOLE, zoomAt } from './pan-zoom.ts';

type Point = { x: number; y: number };

/** Pixels of one press of an arrow key. */
const ARROW_STEP_PX = 80;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/**
 * Zoom and pan of a picture in a frame by mouse, wheel, one or two fingers, and keys. Another picture begins whole.
 *
 * @param pictureId says which picture it is
 * @param picture its own pixels; null until they are known
 */
export function usePanZoom(pictureId: string, picture: Size | null) {
  const frame = useRef<HTMLDivElement>(null);
  const fingers = useRef(new Map<number, Point>());
  const [view, setView] = useState<PanZoom>(WHOLE);
  const [shownId, setShownId] = useState(pictureId);
  if (shownId !== pictureId) {
    setShownId(pictureId);
    setView(WHOLE);
  }
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 });

  useEffect(() => {
    const element = frame.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const fitted = picture && room.width > 0 ? fittedSize(picture, room) : null;
  const zoom = (factor: number, point: Point = { x: 0, y: 0 }) =>
    fitted && setView((now) => zoomAt(now, factor, point, fitted, room));
  const move = (by: Point) =>
    fitted && setView((now) => keepInside({ ...now, x: now.x + by.x, y: now.y + by.y }, fitted, room));
  const fromMiddle = (at: { clientX: number; clientY: number }): Point => {
    const box = frame.current?.getBoundingClientRect();
    return box ? { x: at.clientX - box.x - box.width / 2, y: at.clientY - box.y - box.height / 2 } : { x: 0, y: 0 };
  };

  // React listens to wheels passively, and a passive listener cannot keep the page from scrolling.
  const onWheel = useRef((_: WheelEvent) => {});
  onWheel.current = (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), fromMiddle(event));
  };
  useEffect(() => {
    const element = frame.current;
    const listen = (event: WheelEvent) => onWheel.current(event);
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, []);

  return {
    frame,
    view,
    fitted,
    isZoomed: view.scale > 1,
    zoom,
    reset: () => setView(WHOLE),
    /** Brings a place of the picture into the middle; null: nothing moves. */
    show: (place: Place | null) => fitted && place && setView(viewOf(place, fitted, room)),
    /** Moves by an arrow key; false if the key is none or there is nothing to move. */
    moveByKey(key: string): boolean {
      const arrow = ARROWS[key];
      if (!arrow || view.scale === 1) return false;
      move({ x: arrow.x * ARROW_STEP_PX, y: arrow.y * ARROW_STEP_PX });
      return true;
    },
    pointerHandlers: {
      onPointerDown(event: PointerEvent) {
        event.currentTarget.setPointerCapture(event.pointerId);
        fingers.current.set(event.pointerId, fromMiddle(event));
      },
      onPointerMove(event: PointerEvent) {
        const before = fingers.current.get(event.pointerId);
        if (!before) return;
        const now = fromMiddle(event);
        const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
        fingers.current.set(event.pointerId, now);
        if (!other) return void move({ x: now.x - before.x, y: now.y - before.y });
        const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
        zoom(distance(now, other) / Math.max(1, distance(before, other)), middle);
      },
      onPointerUp: (event: PointerEvent) => void fingers.current.delete(event.pointerId),
      onPointerCancel: (event: PointerEvent) => void fingers.current.delete(event.pointerId),
      onDoubleClick: (event: { clientX: number; clientY: number }) =>
        view.scale > 1 ? setView(WHOLE) : zoom(3, fromMiddle(event)),
    },
  };
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
