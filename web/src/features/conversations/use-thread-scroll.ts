import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to its end that a thread counts as read to the end, in CSS pixels. */
const NEAR_END_PX = 60;

/**
 * Keeps a thread where its reader is: at the end while it is at the end, whatever comes or grows; at the same message when
 * older ones are put before it.
 *
 * @param firstId names the oldest message shown: another one means that older ones were loaded
 * @param lastOwnId names the last one of the reader's own: writing goes to the end
 */
export function useThreadScroll(
  firstId: string | null,
  lastOwnId: string | null,
): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  toEnd: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const shown = useRef({ firstId, lastOwnId });
  /** Heights as they were left. Where the view is now is asked of itself: its events come a moment late. */
  const left = useRef<{ readonly height: number; readonly room: number } | null>(null);
  const wasAtEnd = (view: HTMLElement) =>
    left.current === null || left.current.height - view.scrollTop - left.current.room <= NEAR_END_PX;
  const leave = (view: HTMLElement) => {
    left.current = { height: view.scrollHeight, room: view.clientHeight };
  };
  const toEnd = () => {
    const view = scroller.current;
    if (!view) return;
    view.scrollTop = view.scrollHeight;
    leave(view);
  };

  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const before = shown.current;
    shown.current = { firstId, lastOwnId };
    const isOlder = before.firstId !== firstId;
    if (wasAtEnd(view) || (before.lastOwnId !== lastOwnId && !isOlder)) view.scrollTop = view.scrollHeight;
    else if (isOlder && left.current) view.scrollTop += view.scrollHeight - left.current.height;
    leave(view);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the frame is there as long as this is, and read anew each time
  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const look = () => setAtEnd(view.scrollHeight - view.scrollTop - view.clientHeight <= NEAR_END_PX);
    look();
    view.addEventListener('scroll', look, { passive: true });
    // Pictures that arrive, a box that grows, a keyboard that opens: the end stays the end.
    const observer =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver(() => {
            if (wasAtEnd(view)) view.scrollTop = view.scrollHeight;
            leave(view);
            look();
          });
    observer?.observe(view);
    if (content.current) observer?.observe(content.current);
    return () => {
      view.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, []);

  return { scroller, content, isAtEnd, toEnd };
}
