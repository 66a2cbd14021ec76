import type { messages as english } from '../en/tracking-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { trackingPage } from './tracking-page.ts';

/** The texts of the public tracking page in Spanish. */
export const messages: TranslationOf<typeof english> = { ...trackingPage };
