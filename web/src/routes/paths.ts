/** Every path of the dashboard: the pattern for the router, and the address for links. */
export const paths = {
  home: { pattern: '/', href: () => '/' },
  signIn: {
    pattern: '/sign-in',
    /** @param next where to go after the sign-in; only paths of our own are followed, see parseNext */
    href: (next?: string) => (next && next !== '/' ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  },
  batches: { pattern: '/batches', href: () => '/batches' },
  batch: { pattern: '/batches/:batchId', href: (batchId: string) => `/batches/${encodeURIComponent(batchId)}` },
  review: { pattern: '/review', href: () => '/review' },
  reviewOrder: {
    pattern: '/review/orders/:orderId',
    href: (orderId: string) => `/review/orders/${encodeURIComponent(orderId)}`,
  },
  accuracy: { pattern: '/review/accuracy', href: () => '/review/accuracy' },
  tenants: { pattern: '/tenants', href: () => '/tenants' },
  tenantBatches: {
    pattern: '/tenants/:tenantId/batches',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/batches`,
  },
  tenantBatch: {
    pattern: '/tenants/:tenantId/batches/:batchId',
    href: (tenantId: string, batchId: string) =>
      `/tenants/${encodeURIComponent(tenantId)}/batches/${encodeURIComponent(batchId)}`,
  },
  tenantReview: {
    pattern: '/tenants/:tenantId/review',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/review`,
  },
  tenantReviewOrder: {
    pattern: '/tenants/:tenantId/review/orders/:orderId',
    href: (tenantId: string, orderId: string) =>
      `/tenants/${encodeURIComponent(tenantId)}/review/orders/${encodeURIComponent(orderId)}`,
  },
  tenantAccuracy: {
    pattern: '/tenants/:tenantId/review/accuracy',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/review/accuracy`,
  },
} as const;

/** The path to go to after the sign-in, or the home page: never an address of another site (`//evil.example`). */
export const parseNext = (next: string | null): string =>
  next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith(paths.signIn.pattern) ? next : paths.home.href();
