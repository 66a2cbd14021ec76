import type { messages as english } from '../en/operators-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { channels } from './channels.ts';
import { mapping } from './mapping.ts';
import { numbers } from './numbers.ts';
import { overview } from './overview.ts';
import { problems } from './problems.ts';
import { purchases } from './purchases.ts';
import { senders } from './senders.ts';
import { tenants } from './tenants.ts';
import { unrouted } from './unrouted.ts';
import { waha } from './waha.ts';

/** The texts of the operators’ pages in Spanish. */
export const messages: TranslationOf<typeof english> = {
  ...channels,
  ...mapping,
  ...numbers,
  ...overview,
  ...problems,
  ...purchases,
  ...senders,
  ...tenants,
  ...unrouted,
  ...waha,
};
