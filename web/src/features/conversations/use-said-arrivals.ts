import { useEffect, useRef } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import type { Conversation } from './ports.ts';

/**
 * Says who wrote, to those who do not see the list change. What the open thread says itself is not said twice; what comes
 * by loading more is older than the newest one seen.
 *
 * @param conversations null while what is shown is not what was asked for
 * @param list names what was asked for: another list begins anew
 */
export function useSaidArrivals(
  conversations: readonly Conversation[] | null,
  list: string,
  openId: string | null,
): void {
  const { t } = useTexts();
  const announce = useAnnounce();
  const newestSeen = useRef<{ list: string; at: number } | null>(null);
  useEffect(() => {
    if (!conversations) return;
    const before = newestSeen.current?.list === list ? newestSeen.current.at : null;
    const newest = conversations.find(({ lastDirection }) => lastDirection === 'in');
    const at = newest?.lastMessageAt.getTime() ?? 0;
    if (newest && before !== null && at > before && newest.id !== openId)
      announce(
        t('conversations.arrived', { name: newest.profileName ?? newest.phone ?? t('conversations.hiddenPhone') }),
      );
    newestSeen.current = { list, at: Math.max(before ?? 0, at) };
  }, [conversations, list, openId, announce, t]);
}
