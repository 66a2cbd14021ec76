import { trackingPage } from './tracking-page.ts';

/** The texts of the public tracking page. */
export const messages = { ...trackingPage };
