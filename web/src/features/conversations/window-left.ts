import { windowClosesAt } from '@casillero/domain/message/service-window';
import type { Conversation } from './ports.ts';

/** What is left of the 24 hours in which a contact can be answered freely (R34). */
export type WindowLeft = { readonly isOpen: boolean; readonly hours: number; readonly minutes: number };

/** Time left until the window closes, in whole hours and minutes; the last minute counts as one. */
export function windowLeft(conversation: Pick<Conversation, 'lastInboundAt' | 'lastMessageAt'>, now: Date): WindowLeft {
  const left = windowClosesAt(conversation).getTime() - now.getTime();
  const minutes = Math.max(0, Math.ceil(left / 60_000));
  return { isOpen: left > 0, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
