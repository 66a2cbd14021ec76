import { review } from './review.ts';

/** The texts of the review of orders in English. */
export const messages = { ...review };
