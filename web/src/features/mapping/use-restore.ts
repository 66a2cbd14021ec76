import type { Failure } from '@casillero/domain/result';
import { useRef, useState } from 'react';
import { useMappingPorts } from './ports.ts';
import { type FileOutcome, looksLikeMapping, type RestoreProgress, restoreFile, type Stopped } from './restore-file.ts';

/**
 * Where a restore is:
 *
 *   nothing ─choose─▶ looking ─▶ planned ─restore─▶ restoring ─▶ done
 *      └──refused◀───────┘           └──────stopped◀────┴── go on ──▲
 */
export type RestoreState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly name: string; readonly failure: Failure }
  | { readonly kind: 'looking'; readonly name: string; readonly share: number }
  | { readonly kind: 'planned'; readonly name: string; readonly plan: FileOutcome }
  | { readonly kind: 'restoring'; readonly name: string; readonly share: number; readonly outcome: FileOutcome | null }
  | { readonly kind: 'stopped'; readonly name: string; readonly stopped: Stopped; readonly replace: boolean }
  | { readonly kind: 'done'; readonly name: string; readonly outcome: FileOutcome };

/** One restore after the other: first what it would do, then, on demand, doing it. */
export function useRestore() {
  const { sendPart } = useMappingPorts();
  const [state, setState] = useState<RestoreState>({ kind: 'nothing' });
  const file = useRef<File | null>(null);
  const edges = {
    send: sendPart,
    wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  /** What is told of a file that was put aside meanwhile is not shown. */
  const show = (of: File, next: RestoreState) => {
    if (file.current === of) setState(next);
  };
  const shareOf = (of: File, { doneBytes }: RestoreProgress) => doneBytes / Math.max(1, of.size);

  const choose = async (chosen: File) => {
    file.current = chosen;
    const { name } = chosen;
    setState({ kind: 'looking', name, share: 0 });
    const looked = await looksLikeMapping(chosen);
    if (!looked.ok) return show(chosen, { kind: 'refused', name, failure: looked.failure });
    const wish = { dryRun: true, replace: true };
    const planned = await restoreFile(chosen, edges, wish, (progress) =>
      show(chosen, { kind: 'looking', name, share: shareOf(chosen, progress) }),
    );
    show(
      chosen,
      planned.ok
        ? { kind: 'planned', name, plan: planned.value }
        : { kind: 'refused', name, failure: planned.stopped.failure },
    );
  };
  const restore = async (replace: boolean, from?: RestoreProgress) => {
    const chosen = file.current;
    if (chosen === null) return;
    const { name } = chosen;
    setState({ kind: 'restoring', name, share: from ? shareOf(chosen, from) : 0, outcome: from?.outcome ?? null });
    const restored = await restoreFile(
      chosen,
      edges,
      { dryRun: false, replace },
      (progress) =>
        show(chosen, { kind: 'restoring', name, share: shareOf(chosen, progress), outcome: progress.outcome }),
      from,
    );
    show(
      chosen,
      restored.ok
        ? { kind: 'done', name, outcome: restored.value }
        : { kind: 'stopped', name, stopped: restored.stopped, replace },
    );
  };
  const forget = () => {
    file.current = null;
    setState({ kind: 'nothing' });
  };
  return { state, choose, restore, forget };
}
