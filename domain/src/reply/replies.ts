import type { PackageState } from '../package/package-state.ts';
import type { BatchRecord } from '../records/intake-records.ts';
import type { Locale } from '../tenant/locale.ts';
import { english } from './english.ts';
import { spanish } from './spanish.ts';

/** A batch as a reply names it: whose it is (null: not known yet), and how many screenshots count. */
export type Named = { readonly name: string | null; readonly screenshotCount: number };

/** A batch with what was read so far; `duplicateCount`: repeated screenshots that its sender was not told of yet. */
export type Counted = Named &
  Pick<BatchRecord, 'orderCount' | 'noOrderCount' | 'failedCount'> & { readonly duplicateCount: number };

/** What a reply says: the state (names, counts), and what to send next (R14). */
export type Reply =
  | { readonly kind: 'batch-named'; readonly name: string; readonly screenshotCount: number }
  | {
      readonly kind: 'next-batch';
      readonly closedName: string;
      readonly closedCount: number;
      readonly duplicateCount: number;
      readonly name: string;
    }
  | ({ readonly kind: 'screenshots-received'; readonly duplicateCount: number } & Named)
  | ({ readonly kind: 'closed' } & Counted)
  /** null: nothing is open */
  | { readonly kind: 'status'; readonly batch: Counted | null }
  | { readonly kind: 'no-screenshots'; readonly name: string | null }
  | { readonly kind: 'name-first'; readonly screenshotCount: number }
  | ({ readonly kind: 'taken-back' | 'nothing-to-take-back' | 'cancel-question' | 'cancelled' } & Named)
  | { readonly kind: 'closed-without-name'; readonly screenshotCount: number }
  | { readonly kind: 'duplicate'; readonly name: string | null }
  | { readonly kind: 'help' }
  | { readonly kind: 'cannot-use' }
  | { readonly kind: 'media-refused'; readonly why: 'type' | 'too-large' | 'empty' }
  /** several that could not be fetched, told at once */
  | { readonly kind: 'media-lost'; readonly name: string | null; readonly count: number }
  | { readonly kind: 'already-with'; readonly tenantName: string }
  | {
      readonly kind: 'package-state';
      readonly state: PackageState;
      /** what is in the package, or its number; empty: nothing to name it by */
      readonly packageName: string;
      readonly tenantName: string;
      /** the public tracking page; null if the platform has no address of its own */
      readonly url: string | null;
    }
  /** a contact wants no automatic messages, or wants them again (R35) */
  | { readonly kind: 'opted-out' | 'opted-in'; readonly tenantName: string }
  | { readonly kind: 'unrouted' }
  /** staff wrote under an earlier message of their own */
  | { readonly kind: 'remark' }
  | { readonly kind: 'registered'; readonly tenantName: string; readonly phone: string | null; readonly label: string }
  | { readonly kind: 'registered-before'; readonly tenantName: string }
  | { readonly kind: 'registration-refused'; readonly why: 'staff-elsewhere' | 'tenant-suspended' }
  | { readonly kind: 'code-spent'; readonly why: 'expired' | 'used' | 'cancelled' }
  | { readonly kind: 'code-wrong' | 'code-elsewhere' | 'too-many-codes' };

/** Writes a reply in the reader's language; short, and always with the next step. */
export const replyText = (reply: Reply, locale: Locale): string => (locale === 'es' ? spanish(reply) : english(reply));
