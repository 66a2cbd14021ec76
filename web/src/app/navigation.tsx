import type { Claims } from '@casillero/domain/access/identity';
import { paths } from '../routes/paths.ts';
import type { TextId } from '../texts/i18n.ts';
import { useTexts } from '../texts/use-texts.ts';
import {
  BuildingIcon,
  ChatIcon,
  CheckIcon,
  GaugeIcon,
  HashIcon,
  InboxIcon,
  ParcelIcon,
  PeopleIcon,
  PigeonholesIcon,
} from '../ui/icons.tsx';
import { NavBar } from '../ui/nav-bar.tsx';

/** A page that can be gone to from everywhere, in the order of the day's work. */
type Entry = { readonly text: TextId; readonly to: string; readonly icon: () => React.ReactElement };

const TENANT_PAGES: readonly Entry[] = [
  { text: 'nav.batches', to: paths.batches.href(), icon: PigeonholesIcon },
  { text: 'nav.review', to: paths.review.href(), icon: CheckIcon },
  { text: 'nav.packages', to: paths.packages.href(), icon: ParcelIcon },
  { text: 'nav.customers', to: paths.customers.href(), icon: PeopleIcon },
  { text: 'nav.whatsapp', to: paths.whatsapp.href(), icon: ChatIcon },
];

const OPERATOR_PAGES: readonly Entry[] = [
  { text: 'nav.overview', to: paths.home.href(), icon: GaugeIcon },
  { text: 'nav.tenants', to: paths.tenants.href(), icon: BuildingIcon },
  { text: 'nav.numbers', to: paths.numbers.href(), icon: HashIcon },
  { text: 'nav.senders', to: paths.senders.href(), icon: PeopleIcon },
  { text: 'nav.unrouted', to: paths.unrouted.href(), icon: InboxIcon },
];

/** The pages of each role. */
export function Navigation({ role }: { role: Claims['role'] }) {
  const { t } = useTexts();
  const pages = role === 'operator' ? OPERATOR_PAGES : TENANT_PAGES;
  return <NavBar label={t('nav.label')} items={pages.map(({ text, to, icon }) => ({ label: t(text), to, icon }))} />;
}
