import { useDisplayPhone } from '../../formats/phone.ts';
import { useTexts } from '../../texts/use-texts.ts';
import type { Conversation } from './ports.ts';

/** A contact as people call it: the name in its WhatsApp profile, else its phone; and the phone that stands beside a name. */
export function useContactName({ profileName, phone }: Pick<Conversation, 'profileName' | 'phone'>): {
  readonly name: string;
  readonly phone: string | null;
} {
  const { t } = useTexts();
  const shownPhone = useDisplayPhone(phone);
  const called = profileName?.trim() || null;
  return { name: called ?? shownPhone ?? t('conversations.hiddenPhone'), phone: called === null ? null : shownPhone };
}
