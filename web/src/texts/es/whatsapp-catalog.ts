import type { messages as english } from '../en/whatsapp-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
export const messages: TranslationOf<typeof english> = {};
