import { accounts } from './accounts.ts';
import { answers } from './answers.ts';
import { channels } from './channels.ts';
import { links } from './links.ts';
import { numberSettings } from './number-settings.ts';
import { phones } from './phones.ts';

/** The texts of an importer’s WhatsApp settings; they come with those pages. */
export const messages = { ...accounts, ...answers, ...channels, ...links, ...numberSettings, ...phones };
