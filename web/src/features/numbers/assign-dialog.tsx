import { assignNumber, unassignNumber } from '@casillero/domain/api/numbers';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Pick, PickDialog } from '../../ui/pick-dialog.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { ReceivingNumber } from './ports.ts';

/** No importer has this id: they begin with a letter or digit. */
const SHARED = '*shared';

type Assignment = { readonly mode: 'shared' } | { readonly mode: 'dedicated'; readonly tenantIds: readonly string[] };

/**
 * Whose a number is to be: one press makes it one importer's, or shared. Several importers only after a switch that says
 * what it does (R1). What was done can be undone.
 */
export function AssignDialog(props: {
  number: ReceivingNumber;
  tenants: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  onClose: () => void;
}) {
  const { t } = useTexts();
  const { number, tenants } = props;
  const [chosen, setChosen] = useState<readonly string[] | null>(number.tenantIds.length > 1 ? number.tenantIds : null);
  const { assignTo, isBusy, failure } = useAssign(number);
  const assign = async (assignment: Assignment, name: string) => {
    if (await assignTo(assignment, t('numbers.assigned', { number: number.display, name }))) props.onClose();
  };
  const pick = ({ id, name }: Pick) => {
    if (chosen) setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
    else void assign(id === SHARED ? { mode: 'shared' } : { mode: 'dedicated', tenantIds: [id] }, name);
  };
  // Whose it is now stands first: of many, only the beginning is shown.
  const isNow = ({ id }: { readonly id: string }) => number.tenantIds.includes(id);
  const inTurn = [...tenants.filter(isNow), ...tenants.filter((tenant) => !isNow(tenant))];
  const picks: Pick[] = inTurn.map(({ id, name, status }) => ({
    id,
    name,
    ...(status === 'suspended' ? { note: t('tenants.status.suspended') } : {}),
  }));
  const shared: Pick = { id: SHARED, name: t('numbers.assignment.shared'), note: t('numbers.assign.sharedNote') };
  return (
    <PickDialog
      title={t('numbers.assign.title', { number: number.display })}
      searchLabel={t('tenants.search')}
      picks={chosen ? picks : [shared, ...picks]}
      pickedIds={chosen ?? (number.mode === 'shared' ? [SHARED] : number.tenantIds)}
      isBusy={isBusy}
      onPick={pick}
      onClose={props.onClose}
      below={
        <>
          <Switch
            label={t('numbers.assign.several')}
            isOn={chosen !== null}
            onChange={(isOn) => setChosen(isOn ? number.tenantIds : null)}
          />
          {chosen && <Notice tone="waiting">{t('numbers.assign.severalNote')}</Notice>}
          {failure && <ActFailure failure={failure} />}
        </>
      }
      buttons={
        chosen && (
          <Button
            look="primary"
            isBusy={isBusy}
            disabled={chosen.length === 0}
            onClick={() =>
              void assign({ mode: 'dedicated', tenantIds: chosen }, t('numbers.assign.count', { count: chosen.length }))
            }
          >
            {t('numbers.assign.now', { count: chosen.length })}
          </Button>
        )
      }
    />
  );
}

/** Assigns, says so, and offers to put it back as it was. */
export function useAssign(number: ReceivingNumber) {
  const { t } = useTexts();
  const toast = useToast();
  const assign = useAct(assignNumber);
  const unassign = useAct(unassignNumber);
  const before: Assignment =
    number.mode === 'shared' ? { mode: 'shared' } : { mode: 'dedicated', tenantIds: number.tenantIds };
  const put = (assignment: Assignment) => {
    const params = { number: number.id };
    if (assignment.mode === 'shared') return assign.run({ params, query: {}, body: { mode: 'shared' } });
    const { tenantIds } = assignment;
    if (tenantIds.length === 0) return unassign.run({ params, query: {}, body: undefined });
    const body = { mode: 'dedicated' as const, tenantIds: [...tenantIds], shareDeliberately: tenantIds.length > 1 };
    return assign.run({ params, query: {}, body });
  };
  const putBack = async () => {
    const outcome = await put(before);
    if (!outcome?.ok) toast({ text: t('app.undoFailed') });
  };
  return {
    assignTo: async (assignment: Assignment, done: string): Promise<boolean> => {
      const outcome = await put(assignment);
      if (!outcome?.ok) return false;
      toast({ text: done, undo: () => void putBack() });
      return true;
    },
    isBusy: assign.isBusy || unassign.isBusy,
    failure: assign.failure ?? unassign.failure,
  };
}
