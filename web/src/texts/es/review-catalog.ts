import type { messages as english } from '../en/review-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { review } from './review.ts';

/** The texts of the review of orders in Spanish. */
export const messages: TranslationOf<typeof english> = { ...review };
