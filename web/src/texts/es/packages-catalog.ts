import type { messages as english } from '../en/packages-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { packages } from './packages.ts';

/** The texts of packages, customers and the warehouse in Spanish. */
export const messages: TranslationOf<typeof english> = { ...packages };
