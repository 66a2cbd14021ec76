import type { messages as english } from '../en/whatsapp-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { accounts } from './accounts.ts';
import { answers } from './answers.ts';
import { channels } from './channels.ts';
import { links } from './links.ts';
import { numberSettings } from './number-settings.ts';
import { phones } from './phones.ts';

/** The texts of the WhatsApp settings in Spanish. */
export const messages: TranslationOf<typeof english> = {
  ...accounts,
  ...answers,
  ...channels,
  ...links,
  ...numberSettings,
  ...phones,
};
