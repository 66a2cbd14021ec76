import { checkNumber, putDefaultNumber, repointNumber } from '@casillero/domain/api/numbers';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAssign } from './assign-dialog.tsx';
import { assignmentOf } from './filter-numbers.ts';
import styles from './number-dialog.module.css';
import { AssignmentText, NumberState } from './number-table.tsx';
import type { ReceivingNumber } from './ports.ts';

/** Everything known about a number, and what can be done with it. */
export function NumberDialog(props: {
  number: ReceivingNumber;
  isDefault: boolean;
  nameOf: (tenantId: string) => string;
  onDefaultChanged: () => void;
  onAssign: () => void;
  onRelease: () => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const toast = useToast();
  const { number } = props;
  const check = useAct(checkNumber);
  const repoint = useAct(repointNumber);
  const setDefault = useAct(putDefaultNumber);
  const { assignTo, isBusy: isUnassigning, failure: unassignFailure } = useAssign(number);
  const [hasChecked, setChecked] = useState(false);
  const failure = check.failure ?? repoint.failure ?? setDefault.failure ?? unassignFailure;
  const params = { number: number.id };
  const checkNow = async () => {
    setChecked((await check.run({ params, query: {}, body: undefined }))?.ok ?? false);
  };
  const repointNow = async () => {
    const outcome = await repoint.run({ params, query: {}, body: undefined });
    if (outcome?.ok) toast({ text: t('numbers.repointed', { number: number.display }) });
  };
  const makeDefault = async () => {
    const outcome = await setDefault.run({
      params: {},
      query: {},
      body: { number: props.isDefault ? null : number.id },
    });
    if (outcome?.ok) props.onDefaultChanged();
  };
  return (
    <Dialog title={number.display} isWide onClose={props.onClose}>
      {number.provider === 'waha' && <Notice tone="waiting">{t('waha.unofficial')}</Notice>}
      <NumberFacts number={number} nameOf={props.nameOf} />
      {number.senderReason && <Notice tone="attention">{number.senderReason}</Notice>}
      {hasChecked && <Notice tone="done">{t('numbers.checked')}</Notice>}
      {failure && <ActFailure failure={failure} />}
      <div className={styles.buttons}>
        <Button look="primary" onClick={props.onAssign}>
          {t('numbers.assign')}
        </Button>
        {assignmentOf(number) === 'dedicated' && (
          <Button
            isBusy={isUnassigning}
            onClick={() =>
              void assignTo({ mode: 'dedicated', tenantIds: [] }, t('numbers.unassigned', { number: number.display }))
            }
          >
            {t('numbers.unassign')}
          </Button>
        )}
        <Button onClick={() => void checkNow()} isBusy={check.isBusy}>
          {t('numbers.check')}
        </Button>
        {number.provider !== 'waha' && (
          <Button onClick={() => void repointNow()} isBusy={repoint.isBusy}>
            {t('numbers.repoint')}
          </Button>
        )}
        {number.mode === 'shared' && (
          <Button onClick={() => void makeDefault()} isBusy={setDefault.isBusy}>
            {t(props.isDefault ? 'numbers.noDefault' : 'numbers.makeDefault')}
          </Button>
        )}
        {number.provider === 'twilio' && (
          <Button look="danger" onClick={props.onRelease}>
            {t('numbers.release')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function NumberFacts({ number, nameOf }: { number: ReceivingNumber; nameOf: (tenantId: string) => string }) {
  const { t } = useTexts();
  return (
    <Facts
      facts={[
        {
          name: t('numbers.key'),
          value: (
            <>
              <code>{number.id}</code>
              <CopyButton text={number.id} what={t('numbers.key')} />
            </>
          ),
        },
        { name: t('number.provider'), value: t(`provider.${number.provider}`) },
        { name: t('number.name'), value: number.verifiedName || '—' },
        { name: t('number.status'), value: <NumberState number={number} /> },
        { name: t('numbers.assignment'), value: <AssignmentText number={number} nameOf={nameOf} /> },
        { name: t('numbers.assignedAt'), value: number.assignedAt && <Moment at={number.assignedAt} /> },
        { name: t('numbers.throughput'), value: number.throughput },
        { name: t('numbers.tier'), value: number.messagingLimit },
        {
          name: t('numbers.webhook'),
          value: (
            <>
              {t(`numbers.webhook.${number.webhook.state}`)}
              {number.webhook.url && <code>{number.webhook.url}</code>}
            </>
          ),
        },
        { name: t('numbers.account'), value: number.account || null },
        {
          name: t('numbers.sids'),
          value: [number.phoneNumberSid, number.senderSid].filter(Boolean).join(' · ') || null,
        },
        {
          name: t('numbers.lastChecked'),
          value: number.lastCheckedAt ? <Moment at={number.lastCheckedAt} /> : t('numbers.neverChecked'),
        },
      ]}
    />
  );
}
