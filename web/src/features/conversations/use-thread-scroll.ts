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
  const isAtEndNow = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);
  /** how far the view was from the end of what was shown last */
  const fromEnd = useRef(0);
  const shown = useRef({ firstId, lastOwnId });
  const toEnd = () => {
    const view = scroller.current;
    if (view) view.scrollTop = view.scrollHeight;
    isAtEndNow.current = true;
    setAtEnd(true);
  };

  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const before = shown.current;
    shown.current = { firstId, lastOwnId };
    if (isAtEndNow.current || (before.lastOwnId !== lastOwnId && before.firstId === firstId)) toEnd();
    else if (before.firstId !== firstId) view.scrollTop = view.scrollHeight - fromEnd.current;
    fromEnd.current = view.scrollHeight - view.scrollTop;
  });

  useEffect(() => {
    const view = scroller.current;
    if (!view) return;
    const look = () => {
      const rest = view.scrollHeight - view.scrollTop;
      fromEnd.current = rest;
      isAtEndNow.current = rest - view.clientHeight <= NEAR_END_PX;
      setAtEnd(isAtEndNow.current);
    };
    look();
    view.addEventListener('scroll', look, { passive: true });
    // Pictures that arrive, a box that grows, a keyboard that opens: the end stays the end.
    const observer =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver(() => {
            if (isAtEndNow.current) view.scrollTop = view.scrollHeight;
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
