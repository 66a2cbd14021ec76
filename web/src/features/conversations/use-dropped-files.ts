import { type RefObject, useEffect, useRef } from 'react';

/**
 * Takes files that are dropped on a place. Elsewhere on the page they are let fall: the browser would leave the page to
 * show them.
 *
 * @param take null: they are let fall everywhere
 */
export function useDroppedFiles(
  place: RefObject<HTMLElement | null>,
  take: ((files: readonly File[]) => void) | null,
): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const isTaken = ({ target }: DragEvent) =>
      latest.current !== null && target instanceof Node && place.current?.contains(target) === true;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (!isTaken(event)) event.dataTransfer.dropEffect = 'none';
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      if (isTaken(event)) latest.current?.([...event.dataTransfer.files]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [place]);
}
