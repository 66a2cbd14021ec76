import type { Claims } from '@casillero/domain/access/identity';
import type { ConversationsPorts } from '../features/conversations/ports.ts';
import { makeLiveSource } from '../live/live.ts';
import { useLiveQuery } from '../live/use-live.ts';
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
  PhoneIcon,
  PigeonholesIcon,
} from '../ui/icons.tsx';
import { NavBar } from '../ui/nav-bar.tsx';

/** A page that can be gone to from everywhere, in the order of the day's work. */
type Entry = { readonly text: TextId; readonly to: string; readonly icon: () => React.ReactElement };

const TENANT_PAGES: readonly Entry[] = [
  { text: 'nav.batches', to: paths.batches.href(), icon: PigeonholesIcon },
  { text: 'nav.review', to: paths.review.href(), icon: CheckIcon },
  { text: 'nav.conversations', to: paths.conversations.href(), icon: ChatIcon },
  { text: 'nav.packages', to: paths.packages.href(), icon: ParcelIcon },
  { text: 'nav.customers', to: paths.customers.href(), icon: PeopleIcon },
  { text: 'nav.whatsapp', to: paths.whatsapp.href(), icon: PhoneIcon },
];

const OPERATOR_PAGES: readonly Entry[] = [
  { text: 'nav.overview', to: paths.home.href(), icon: GaugeIcon },
  { text: 'nav.tenants', to: paths.tenants.href(), icon: BuildingIcon },
  { text: 'nav.numbers', to: paths.numbers.href(), icon: HashIcon },
  { text: 'nav.senders', to: paths.senders.href(), icon: PeopleIcon },
  { text: 'nav.unrouted', to: paths.unrouted.href(), icon: InboxIcon },
];

/** Unread chats are counted up to here, so that the figure costs so many reads at most. */
const COUNTED_TO = 100;

type UnreadPorts = Pick<ConversationsPorts, 'watchUnreadCount'>;

/** The pages of each role; how many chats are unread stands at theirs. */
export function Navigation({ claims, watchUnreadCount }: { claims: Claims } & UnreadPorts) {
  const { t } = useTexts();
  const pages = claims.role === 'operator' ? OPERATOR_PAGES : TENANT_PAGES;
  const unread = useUnreadCount(claims, watchUnreadCount);
  const note =
    unread === 0
      ? undefined
      : {
          text: unread < COUNTED_TO ? String(unread) : `${COUNTED_TO - 1}+`,
          label: t('nav.unread', { count: unread }),
        };
  return (
    <NavBar
      label={t('nav.label')}
      items={pages.map(({ text, to, icon }) => ({
        label: t(text),
        to,
        icon,
        note: text === 'nav.conversations' ? note : undefined,
      }))}
    />
  );
}

const NONE = makeLiveSource<number>(() => () => {});

/** 0 also while it is not known: a figure that cannot be had is no trouble of the pages. */
function useUnreadCount(claims: Claims, watchUnreadCount: UnreadPorts['watchUnreadCount']): number {
  const tenantId = claims.role === 'operator' ? null : claims.tenantId;
  const { live } = useLiveQuery(
    () => (tenantId === null ? NONE : watchUnreadCount(tenantId, COUNTED_TO)),
    tenantId ?? 'none',
  );
  return live.status === 'ready' ? live.value : 0;
}
