import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Moment } from '../../ui/moment.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';
import type { Phone } from './ports.ts';

/** Every registered staff phone; `actsOn` says what its menu offers, nothing for those who only look. */
export function PhoneList({
  phones,
  actsOn,
}: {
  phones: readonly Phone[];
  actsOn: ((phone: Phone) => readonly MenuItem[]) | null;
}) {
  const { t } = useTexts();
  return (
    <DataTable
      label={t('phones.title')}
      rows={phones}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('phones.label'),
          isName: true,
          cell: (phone) => (
            <>
              {phone.label} {phone.isPrimary && <Badge tone="accent">{t('phones.primary')}</Badge>}{' '}
              {phone.needsProof && <Badge tone="attention">{t('phones.needsProof')}</Badge>}
            </>
          ),
        },
        {
          title: t('phones.phone'),
          cell: ({ phone, profileName }) => (
            <>
              {phone ? <PhoneText phone={phone} /> : t('phones.hidden')}
              {profileName && <> · {profileName}</>}
            </>
          ),
        },
        { title: t('phones.since'), cell: ({ registeredAt }) => <Moment at={registeredAt} /> },
        ...(actsOn
          ? [
              {
                title: t('app.acts'),
                isActs: true,
                cell: (phone: Phone) => <Menu label={t('phones.acts', { label: phone.label })} items={actsOn(phone)} />,
              },
            ]
          : []),
      ]}
    />
  );
}
