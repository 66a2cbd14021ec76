import { conversations } from './conversations.ts';

/** The texts of the conversations with contacts; they come with those pages. */
export const messages = { ...conversations };
