import type { WahaSession } from '@casillero/domain/api/waha-sessions';
import { isolated } from '../../texts/isolated.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { QrIcon } from '../../ui/icons.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';

/** Sessions with how they are and when their last message came. */
export function WahaTable(props: {
  sessions: readonly WahaSession[];
  nameOf: (tenantId: string) => string;
  actsOn: (session: WahaSession) => readonly MenuItem[];
  onQr: (session: WahaSession) => void;
}) {
  const { t } = useTexts();
  return (
    <DataTable
      label={t('waha.title')}
      rows={props.sessions}
      keyOf={({ name }) => name}
      columns={[
        { title: t('waha.name'), isName: true, cell: ({ name }) => name },
        {
          title: t('waha.phone'),
          cell: ({ phone, pushName }) => (phone ? <PhoneText phone={phone} /> : (pushName ?? t('waha.unpaired'))),
        },
        {
          title: t('number.status'),
          cell: ({ status, alert }) => (
            <>
              <Badge
                tone={status === 'WORKING' && alert === null ? 'done' : status === 'WORKING' ? 'waiting' : 'attention'}
              >
                {t(`waha.status.${status}`)}
              </Badge>{' '}
              {alert && <Badge tone="attention">{t(`waha.alert.${alert}`)}</Badge>}
            </>
          ),
        },
        {
          title: t('waha.lastMessage'),
          cell: ({ lastMessageAt }) => (lastMessageAt ? <Moment at={new Date(lastMessageAt)} /> : '—'),
        },
        {
          title: t('numbers.assignment'),
          cell: ({ tenantIds }) => tenantIds.map((id) => isolated(props.nameOf(id))).join(', ') || '—',
        },
        {
          title: t('app.acts'),
          isActs: true,
          cell: (session) => (
            <>
              {session.status === 'SCAN_QR_CODE' && (
                <IconButton label={t('waha.qr.show', { name: session.name })} onClick={() => props.onQr(session)}>
                  <QrIcon />
                </IconButton>
              )}
              <Menu label={t('waha.acts', { name: session.name })} items={props.actsOn(session)} />
            </>
          ),
        },
      ]}
    />
  );
}
