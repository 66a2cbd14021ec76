import { moveSender, type senderAnswer, unbindSender } from '@casillero/domain/api/senders';
import { assignUnrouted } from '@casillero/domain/api/unrouted';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';
import { PickDialog } from '../../ui/pick-dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import styles from './sender-view.module.css';

export type Sender = z.infer<typeof senderAnswer>;

/** A sender as operators see it: whose, since when, by what; and unbinding or moving it (R56). */
export function SenderView(props: {
  sender: Sender;
  tenants: readonly { readonly id: string; readonly name: string; readonly status: string }[];
  renderTenant: (tenant: { readonly tenantId: string; readonly name: string }) => ReactNode;
  onChanged: () => void;
}) {
  const { t } = useTexts();
  const toast = useToast();
  const { sender } = props;
  const alias = sender.aliases[0] ?? '';
  const [open, setOpen] = useState<'unbind' | 'move' | null>(null);
  const unbind = useAct(unbindSender);
  const move = useAct(moveSender);
  const assign = useAct(assignUnrouted);
  // What was kept of somebody who waits goes along.
  const isWaiting = sender.isUnrouted && sender.boundTo === null;
  const failure = move.failure ?? assign.failure;
  const done = (text: string) => {
    setOpen(null);
    toast({ text });
    props.onChanged();
  };
  const unbindNow = async () => {
    const outcome = await unbind.run({ params: { alias }, query: {}, body: undefined });
    if (outcome?.ok) done(t('senders.unbound', { name: sender.boundTo?.name ?? '' }));
  };
  const moveTo = async ({ id, name }: { id: string; name: string }) => {
    const call = { params: { alias }, query: {}, body: { tenantId: id } };
    const outcome = isWaiting ? await assign.run(call) : await move.run(call);
    if (outcome?.ok) done(t('senders.moved', { name }));
  };
  return (
    <div className={styles.view}>
      <SenderFacts sender={sender} renderTenant={props.renderTenant} />
      <div className={styles.buttons} {...useKeptFocus<HTMLDivElement>()}>
        <Button onClick={() => setOpen('move')}>{t(sender.boundTo ? 'senders.move' : 'senders.bind')}</Button>
        {sender.boundTo && (
          <Button look="danger" onClick={() => setOpen('unbind')}>
            {t('senders.unbind')}
          </Button>
        )}
      </div>
      {sender.conversations.length > 0 && (
        <DataTable
          label={t('senders.conversations')}
          rows={sender.conversations}
          keyOf={({ tenantId }) => tenantId}
          columns={[
            { title: t('senders.tenant'), isName: true, cell: props.renderTenant },
            { title: t('senders.as'), cell: ({ kind }) => t(`senders.kind.${kind}`) },
            { title: t('senders.lastMessage'), cell: ({ lastMessageAt }) => <Moment at={new Date(lastMessageAt)} /> },
          ]}
        />
      )}
      {open === 'unbind' && (
        <ConfirmDialog
          title={t('senders.unbind.title', { name: sender.boundTo?.name ?? '' })}
          confirm={t('senders.unbind')}
          isBusy={unbind.isBusy}
          failure={unbind.failure}
          onConfirm={() => void unbindNow()}
          onClose={() => setOpen(null)}
        >
          <p>{t('senders.unbind.text')}</p>
        </ConfirmDialog>
      )}
      {open === 'move' && (
        <PickDialog
          title={t(sender.boundTo ? 'senders.move' : 'senders.bind')}
          searchLabel={t('tenants.search')}
          above={<p>{t(isWaiting ? 'unrouted.assign.text' : 'senders.move.text')}</p>}
          picks={props.tenants
            .filter(({ id }) => id !== sender.boundTo?.tenantId)
            .map(({ id, name, status }) => ({
              id,
              name,
              ...(status === 'suspended' ? { note: t('tenants.status.suspended') } : {}),
            }))}
          isBusy={move.isBusy || assign.isBusy}
          below={failure && <ActFailure failure={failure} />}
          onPick={(pick) => void moveTo(pick)}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

function SenderFacts({
  sender,
  renderTenant,
}: {
  sender: Sender;
  renderTenant: (tenant: { tenantId: string; name: string }) => ReactNode;
}) {
  const { t } = useTexts();
  const { staffOf, boundTo } = sender;
  return (
    <Facts
      facts={[
        { name: t('senders.phone'), value: sender.phone ? <PhoneText phone={sender.phone} /> : t('senders.noPhone') },
        {
          name: t('senders.aliases'),
          value: (
            <span className={styles.aliases}>
              {sender.aliases.map((alias) => (
                <code key={alias}>{alias}</code>
              ))}
            </span>
          ),
        },
        {
          name: t('senders.id'),
          value: (
            <>
              <code>{sender.senderId}</code>
              <CopyButton text={sender.senderId} what={t('senders.id')} />
            </>
          ),
        },
        {
          name: t('senders.staffOf'),
          value: staffOf && (
            <>
              {renderTenant(staffOf)} · {t(`senders.via.${staffOf.via}`)} · <Moment at={new Date(staffOf.since)} />{' '}
              {!staffOf.isProven && <Badge tone="attention">{t('senders.unproven')}</Badge>}
            </>
          ),
        },
        {
          name: t('senders.boundTo'),
          value: boundTo ? (
            <>
              {renderTenant(boundTo)} · {t(`senders.via.${boundTo.via}`)} · <Moment at={new Date(boundTo.since)} />
            </>
          ) : (
            t('senders.nobody')
          ),
        },
        {
          name: t('senders.unrouted'),
          value: sender.isUnrouted ? <Badge tone="waiting">{t('senders.isUnrouted')}</Badge> : null,
        },
      ]}
    />
  );
}
