import type { Language } from './language.ts';

type Catalog = { readonly messages: Readonly<Record<string, string>> };

/**
 * The catalogs, fetched when they are needed: 'start' up to the log-in form (its weight has a budget), 'work' after the
 * sign-in, the others with their pages.
 */
export const CATALOGS = {
  start: { es: () => import('./es/start-catalog.ts'), en: () => import('./en/start-catalog.ts') },
  work: { es: () => import('./es/catalog.ts'), en: () => import('./en/catalog.ts') },
  review: { es: () => import('./es/review-catalog.ts'), en: () => import('./en/review-catalog.ts') },
  conversations: {
    es: () => import('./es/conversations-catalog.ts'),
    en: () => import('./en/conversations-catalog.ts'),
  },
  whatsapp: { es: () => import('./es/whatsapp-catalog.ts'), en: () => import('./en/whatsapp-catalog.ts') },
  operators: { es: () => import('./es/operators-catalog.ts'), en: () => import('./en/operators-catalog.ts') },
  packages: { es: () => import('./es/packages-catalog.ts'), en: () => import('./en/packages-catalog.ts') },
  tracking: { es: () => import('./es/tracking-catalog.ts'), en: () => import('./en/tracking-catalog.ts') },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, () => Promise<Catalog>>>>>;

export type CatalogName = keyof typeof CATALOGS;
