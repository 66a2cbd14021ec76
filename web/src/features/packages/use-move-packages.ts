import type { AnswerOf } from '@casillero/domain/api/endpoint';
import { changePackageStates, undoPackageStates } from '@casillero/domain/api/packages';
import type { PackageState } from '@casillero/domain/package/package-state';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useToast } from '../../ui/toast.tsx';

/** What became of one package. */
export type ChangeOutcome = AnswerOf<typeof undoPackageStates>['packages'][number];

/**
 * Moves packages to a state, says what came of it, and takes it back in one press (R18).
 * @param onUndone is told what was taken back, for pages that do not see it live
 */
export function useMovePackages(tenantId: string, onUndone?: (undone: readonly ChangeOutcome[]) => void) {
  const { t } = useTexts();
  const toast = useToast();
  const change = useAct(changePackageStates);
  const undo = useAct(undoPackageStates);

  const takeBack = async (packageIds: string[]): Promise<void> => {
    const outcome = await undo.run({ params: { tenantId }, query: {}, body: { packageIds } });
    if (!outcome?.ok) return;
    const undone = outcome.value.packages.filter((each) => each.outcome === 'changed');
    onUndone?.(undone);
    // Its message had left: what the customer read is no longer so, and somebody may want to tell them.
    const told = undone.filter(({ notification }) => notification === 'queued').length;
    const says = [
      t('packages.undone', { count: undone.length }),
      ...(told > 0 ? [t('packages.undone.told', { count: told })] : []),
    ];
    toast({ text: says.join(' · ') });
  };

  /** @param notifies whether customers are told; undefined: as each package says. @returns null if it was not done */
  const move = async (packageIds: readonly string[], state: PackageState, notifies?: boolean) => {
    const body = { packageIds: packageIds.slice(0, 100), state, ...(notifies === undefined ? {} : { notifies }) };
    const outcome = await change.run({ params: { tenantId }, query: {}, body });
    if (!outcome?.ok) return null;
    const { packages } = outcome.value;
    const moved = packages.filter((each) => each.outcome === 'changed');
    const unchanged = packages.filter((each) => each.outcome === 'already-there').length;
    const told = moved.filter(({ notification }) => notification === 'queued').length;
    const [only, ...others] = moved;
    const notTold = only && others.length === 0 && only.notification !== 'queued' ? only.notification : null;
    const says = [
      ...(moved.length > 0 ? [t('packages.moved', { count: moved.length, state: t(`packages.state.${state}`) })] : []),
      ...(unchanged > 0 ? [t('packages.unchanged', { count: unchanged })] : []),
      ...(told > 0 ? [t('packages.told', { count: told })] : []),
      ...(notTold === null ? [] : [t(`packages.notTold.${notTold}`)]),
    ];
    const ids = moved.map(({ packageId }) => packageId);
    toast({ text: says.join(' · '), ...(ids.length > 0 ? { undo: () => void takeBack(ids) } : {}) });
    return packages;
  };

  return { move, isBusy: change.isBusy || undo.isBusy, failure: change.failure ?? undo.failure };
}
