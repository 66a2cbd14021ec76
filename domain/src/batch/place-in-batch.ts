import { customerNameIn } from './customer-name.ts';

/** The open batch of a sender, as far as its placement decisions need it. */
export type OpenBatch = { readonly customerName: string | null; readonly screenshotCount: number };

/**
 * What a staff phone's message does to its batches (R10, R11):
 * - nothing: neither a name nor a screenshot
 * - into-new: no batch is open; one is opened, with a name or not
 * - into-open: the open batch takes it, and is renamed if `name` is not null
 * - next: the open batch is closed as ready, and one with this name is opened
 */
export type Placement =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'into-new'; readonly name: string | null }
  | { readonly kind: 'into-open'; readonly name: string | null }
  | { readonly kind: 'next'; readonly name: string };

/**
 * Decides where a message belongs. A caption names only a batch that has no name or no screenshot yet, so that the
 * caption of a later photo of an album renames nothing. @param screenshotCount how many usable media the message has
 */
export function placeInBatch(open: OpenBatch | null, text: string, screenshotCount: number): Placement {
  const name = customerNameIn(text);
  if (screenshotCount === 0) {
    if (name === null) return { kind: 'nothing' };
    if (open === null) return { kind: 'into-new', name };
    const isStillNameable = open.customerName === null || open.screenshotCount === 0;
    return isStillNameable ? { kind: 'into-open', name } : { kind: 'next', name };
  }
  if (open === null) return { kind: 'into-new', name };
  const captionNames = open.customerName === null || open.screenshotCount === 0;
  return { kind: 'into-open', name: captionNames ? name : null };
}
