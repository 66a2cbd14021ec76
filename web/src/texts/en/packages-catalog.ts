import { packages } from './packages.ts';

/** The texts of packages, customers and the warehouse; they come with those pages. */
export const messages = { ...packages };
