import { useEffect } from 'react';
import { portsContext } from '../../live/ports-context.ts';
import type { ReplyBox, ReplyBoxState } from './reply-box.ts';

/** The reply boxes that were opened, by importer and contact; they go with the reader's session. */
export type ReplyBoxes = Map<string, ReplyBox>;

export const [ReplyBoxesProvider, useReplyBoxes] = portsContext<ReplyBoxes>('replies');

/** Whether something was written, attached or sent that the server has not taken. */
export const holdsUnsent = ({ draft, file, unsent }: ReplyBoxState): boolean =>
  draft.trim() !== '' || file !== null || unsent.some(({ state }) => state !== 'taken');

/** Lets the browser ask before the page is left with something unsent in it. */
export function useLeaveGuard(boxes: ReplyBoxes): void {
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent) => {
      if ([...boxes.values()].some((box) => holdsUnsent(box.getSnapshot()))) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [boxes]);
}
