import { changePhone, removePhone } from '@casillero/domain/api/phones';
import { useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { Section } from '../../ui/section.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { OpenRegistrations } from './open-registrations.tsx';
import { PhoneList } from './phone-list.tsx';
import { type Phone, usePhonesPorts } from './ports.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { RenamePhoneDialog } from './rename-phone-dialog.tsx';

/** What is open over the list. */
type Open =
  | { readonly kind: 'register'; readonly replaces: Phone | null; readonly openId: string | null }
  | { readonly kind: 'rename' | 'remove'; readonly phone: Phone }
  | null;

/** The importer's staff phones: who they are, and registering, changing and removing them. */
export function PhonesSection({ tenantId, mayEdit }: { tenantId: string; mayEdit: boolean }) {
  const { t } = useTexts();
  const toast = useToast();
  const { watchPhones } = usePhonesPorts();
  const { live, retry } = useLiveQuery(() => watchPhones(tenantId), tenantId);
  const [open, setOpen] = useState<Open>(null);
  const makePrimary = useAct(changePhone);
  const remove = useAct(removePhone);
  const phones = live.status === 'ready' ? live.value : [];
  const register = (replaces: Phone | null = null, openId: string | null = null) =>
    setOpen({ kind: 'register', replaces, openId });
  const close = () => setOpen(null);
  const actsOn = (phone: Phone) => [
    ...(phone.isPrimary
      ? []
      : [
          {
            label: t('phones.makePrimary'),
            act: async () => {
              const params = { tenantId, alias: phone.id };
              const outcome = await makePrimary.run({ params, query: {}, body: { isPrimary: true } });
              if (outcome?.ok) toast({ text: t('phones.madePrimary', { label: phone.label }) });
            },
          },
        ]),
    { label: t('phones.rename'), act: () => setOpen({ kind: 'rename', phone }) },
    { label: t('phones.replace'), act: () => register(phone) },
    { label: t('phones.remove'), act: () => setOpen({ kind: 'remove', phone }), isDangerous: true },
  ];
  const removeNow = async (phone: Phone) => {
    const outcome = await remove.run({ params: { tenantId, alias: phone.id }, query: {}, body: undefined });
    if (!outcome?.ok) return;
    close();
    toast({ text: t('phones.removed', { label: phone.label }) });
  };
  return (
    <Section
      lead={t('phones.lead')}
      act={
        mayEdit &&
        phones.length > 0 && (
          <Button look="primary" onClick={() => register()}>
            <PlusIcon />
            {t('phones.register')}
          </Button>
        )
      }
    >
      <OpenRegistrations tenantId={tenantId} onShow={mayEdit ? (id) => register(null, id) : null} />
      {makePrimary.failure && <ActFailure failure={makePrimary.failure} />}
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="9rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && phones.length === 0 && (
        <EmptyPlace title={t('phones.empty.title')}>
          <p>{t('phones.empty.text')}</p>
          {mayEdit && (
            <Button look="primary" onClick={() => register()}>
              {t('phones.register')}
            </Button>
          )}
        </EmptyPlace>
      )}
      {phones.length > 0 && <PhoneList phones={phones} actsOn={mayEdit ? actsOn : null} />}
      {open?.kind === 'register' && (
        <RegisterDialog
          tenantId={tenantId}
          isFirst={phones.length === 0}
          replaces={open.replaces}
          openId={open.openId}
          onClose={close}
        />
      )}
      {open?.kind === 'rename' && <RenamePhoneDialog tenantId={tenantId} phone={open.phone} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('phones.remove.title', { label: open.phone.label })}
          confirm={t('phones.remove')}
          isBusy={remove.isBusy}
          failure={remove.failure}
          onConfirm={() => void removeNow(open.phone)}
          onClose={() => {
            remove.forget();
            close();
          }}
        >
          <p>{t('phones.remove.text')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
