import type { messages as english } from '../en/conversations-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { conversations } from './conversations.ts';

/** The texts of the conversations with contacts in Spanish. */
export const messages: TranslationOf<typeof english> = { ...conversations };
