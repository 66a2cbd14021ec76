import {
  actOnWahaSession,
  createWahaSession,
  hookWahaSession,
  listWahaSessions,
  type WahaSession,
} from '@casillero/domain/api/waha-sessions';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LabelDialog } from '../../ui/label-dialog.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/section.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useNow } from '../../ui/use-now.ts';
import { QrDialog } from './qr-dialog.tsx';
import { WahaTable } from './waha-table.tsx';

/** How often the server is asked how its sessions are, in milliseconds: it tells nobody by itself. */
const ASK_EVERY_MS = 10_000;

type Open = { readonly kind: 'new' } | { readonly kind: 'qr' | 'logout'; readonly name: string } | null;

/** The sessions of the WAHA server (R53), marked as what they are: unofficial. */
export function WahaSection({ nameOf }: { nameOf: (tenantId: string) => string }) {
  const { t } = useTexts();
  const toast = useToast();
  const tick = useNow(ASK_EVERY_MS).getTime();
  const { live, reload } = useEndpoint(listWahaSessions, { params: {}, query: {}, body: undefined }, String(tick));
  const [open, setOpen] = useState<Open>(null);
  const act = useAct(actOnWahaSession);
  const hook = useAct(hookWahaSession);
  const sessions = live.status === 'ready' ? live.value.sessions : [];
  const opened = open && open.kind !== 'new' ? sessions.find(({ name }) => name === open.name) : undefined;
  const close = () => setOpen(null);
  const carryOut = async (name: string, action: 'start' | 'stop' | 'restart' | 'logout') => {
    const outcome = await act.run({ params: { name }, query: {}, body: { action } });
    if (!outcome?.ok) return;
    toast({ text: t(`waha.done.${action}`, { name }) });
    close();
    reload();
  };
  const hookNow = async (name: string) => {
    const outcome = await hook.run({ params: { name }, query: {}, body: undefined });
    if (outcome?.ok) reload();
  };
  const actsOn = ({ name, status, isHooked }: WahaSession): readonly MenuItem[] => [
    { label: t('waha.act.restart'), act: () => void carryOut(name, 'restart') },
    status === 'STOPPED'
      ? { label: t('waha.act.start'), act: () => void carryOut(name, 'start') }
      : { label: t('waha.act.stop'), act: () => void carryOut(name, 'stop') },
    ...(isHooked ? [] : [{ label: t('waha.act.hook'), act: () => void hookNow(name) }]),
    { label: t('waha.act.logout'), act: () => setOpen({ kind: 'logout', name }), isDangerous: true },
  ];
  const failure = act.failure ?? hook.failure;
  return (
    <Section lead={t('waha.lead')} act={<Button onClick={() => setOpen({ kind: 'new' })}>{t('waha.create')}</Button>}>
      <Notice tone="waiting">{t('waha.unofficial')}</Notice>
      {failure && <ActFailure failure={failure} />}
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="8rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={reload} />}
      {live.status === 'ready' && sessions.length === 0 && (
        <EmptyPlace title={t('waha.empty.title')}>
          <p>{t('waha.empty.text')}</p>
        </EmptyPlace>
      )}
      {sessions.length > 0 && (
        <WahaTable
          sessions={sessions}
          nameOf={nameOf}
          actsOn={actsOn}
          onQr={({ name }) => setOpen({ kind: 'qr', name })}
        />
      )}
      {open?.kind === 'new' && (
        <NewSession
          onMade={(name) => {
            reload();
            setOpen({ kind: 'qr', name });
          }}
          onClose={close}
        />
      )}
      {open?.kind === 'qr' && opened && <QrDialog session={opened} onClose={close} />}
      {open?.kind === 'logout' && (
        <ConfirmDialog
          title={t('waha.logout.title', { name: open.name })}
          confirm={t('waha.act.logout')}
          isBusy={act.isBusy}
          failure={act.failure}
          onConfirm={() => void carryOut(open.name, 'logout')}
          onClose={close}
        >
          <p>{t('waha.logout.text')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

function NewSession({ onMade, onClose }: { onMade: (name: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const create = useAct(createWahaSession);
  const submit = async (name: string) => {
    const outcome = await create.run({ params: {}, query: {}, body: { name: name.toLowerCase() } });
    if (outcome?.ok) onMade(outcome.value.name);
  };
  return (
    <LabelDialog
      title={t('waha.create')}
      label={t('waha.name')}
      hint={t('waha.nameHint')}
      missing={t('waha.nameHint')}
      max={54}
      value=""
      submit={t('waha.create')}
      isBusy={create.isBusy}
      failure={create.failure}
      onSubmit={(name) => void submit(name)}
      onClose={onClose}
    />
  );
}
