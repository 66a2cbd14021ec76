import type { messages as work } from './en/catalog.ts';
import type { messages as conversations } from './en/conversations-catalog.ts';
import type { messages as operators } from './en/operators-catalog.ts';
import type { messages as packages } from './en/packages-catalog.ts';
import type { messages as review } from './en/review-catalog.ts';
import type { messages as start } from './en/start-catalog.ts';
import type { messages as tracking } from './en/tracking-catalog.ts';
import type { messages as whatsapp } from './en/whatsapp-catalog.ts';

/** The texts of all catalogs, as a type: English decides which ids there are. */
export type EveryText = typeof start &
  typeof work &
  typeof review &
  typeof conversations &
  typeof whatsapp &
  typeof operators &
  typeof packages &
  typeof tracking;
