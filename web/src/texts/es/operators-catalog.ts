import type { messages as english } from '../en/operators-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
export const messages: TranslationOf<typeof english> = {};
