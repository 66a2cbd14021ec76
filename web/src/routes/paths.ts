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
  /** one route, so that the list stays where it is when a conversation is opened */
  conversations: { pattern: '/conversations/:senderId?', href: () => '/conversations' },
  conversation: { href: (senderId: string) => `/conversations/${encodeURIComponent(senderId)}` },
  whatsapp: { pattern: '/whatsapp', href: () => '/whatsapp' },
  packages: { pattern: '/packages', href: () => '/packages' },
  package: {
    pattern: '/packages/:packageId',
    href: (packageId: string) => `/packages/${encodeURIComponent(packageId)}`,
  },
  warehouse: { pattern: '/warehouse', href: () => '/warehouse' },
  customers: { pattern: '/customers', href: () => '/customers' },
  customer: {
    pattern: '/customers/:customerId',
    href: (customerId: string) => `/customers/${encodeURIComponent(customerId)}`,
  },
  /** for anybody who has the link; no sign-in */
  tracking: { pattern: '/track/:token', href: (token: string) => `/track/${encodeURIComponent(token)}` },
  printLinks: {
    pattern: '/whatsapp/print',
    /** @param codes of the links whose cards are printed */
    href: (codes: readonly string[]) => `/whatsapp/print?codes=${codes.map(encodeURIComponent).join(',')}`,
  },
  numbers: {
    pattern: '/numbers',
    /** @param number key of the one whose details are open */
    href: (number?: string) => (number ? `/numbers?number=${encodeURIComponent(number)}` : '/numbers'),
  },
  numbersOf: { pattern: '/numbers', href: (tenantId: string) => `/numbers?q=${encodeURIComponent(tenantId)}` },
  buyNumber: { pattern: '/numbers/buy', href: () => '/numbers/buy' },
  purchase: {
    pattern: '/numbers/purchases/:purchaseId',
    href: (purchaseId: string) => `/numbers/purchases/${encodeURIComponent(purchaseId)}`,
  },
  senders: {
    pattern: '/senders',
    /** @param sender a phone in any spelling, an alias or an id */
    href: (sender?: string) => (sender ? `/senders?sender=${encodeURIComponent(sender)}` : '/senders'),
  },
  problems: {
    pattern: '/problems',
    /** @param what kind of problem, or all */
    href: (what?: string) => (what ? `/problems?what=${what}` : '/problems'),
  },
  mapping: { pattern: '/mapping', href: () => '/mapping' },
  unrouted: { pattern: '/unrouted', href: () => '/unrouted' },
  tenants: { pattern: '/tenants', href: () => '/tenants' },
  tenantBatches: {
    pattern: '/tenants/:tenantId/batches',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/batches`,
  },
  tenantWhatsapp: {
    pattern: '/tenants/:tenantId/whatsapp',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/whatsapp`,
  },
  tenantConversations: {
    pattern: '/tenants/:tenantId/conversations/:senderId?',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/conversations`,
  },
  tenantConversation: {
    href: (tenantId: string, senderId: string) =>
      `/tenants/${encodeURIComponent(tenantId)}/conversations/${encodeURIComponent(senderId)}`,
  },
  tenantPackages: {
    pattern: '/tenants/:tenantId/packages',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/packages`,
  },
  tenantPackage: {
    pattern: '/tenants/:tenantId/packages/:packageId',
    href: (tenantId: string, packageId: string) =>
      `/tenants/${encodeURIComponent(tenantId)}/packages/${encodeURIComponent(packageId)}`,
  },
  tenantCustomers: {
    pattern: '/tenants/:tenantId/customers',
    href: (tenantId: string) => `/tenants/${encodeURIComponent(tenantId)}/customers`,
  },
  tenantCustomer: {
    pattern: '/tenants/:tenantId/customers/:customerId',
    href: (tenantId: string, customerId: string) =>
      `/tenants/${encodeURIComponent(tenantId)}/customers/${encodeURIComponent(customerId)}`,
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
