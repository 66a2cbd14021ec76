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

/** The texts of the operators’ pages; they come with those. */
export const messages = {
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
