import type { Link } from './ports.ts';

/** The address that is shown and copied first: the importer's own number's, if it has one (R55). */
export const firstUrl = (link: Pick<Link, 'urls'>): string | null => link.urls[0]?.url ?? null;

/** A file's name made of a link's label: letters of any language, digits and hyphens. */
export const fileNameOf = (link: Pick<Link, 'label' | 'id'>): string => {
  const words = link.label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `whatsapp-${words || link.id}`;
};
