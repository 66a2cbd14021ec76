export const navigation = {
  'nav.label': 'Pages',
  'nav.batches': 'Batches',
  'nav.review': 'Review',
  'nav.packages': 'Packages',
  'nav.customers': 'Customers',
  'nav.whatsapp': 'WhatsApp',
  'nav.tenants': 'Importers',
  'nav.overview': 'Overview',
  'nav.numbers': 'Numbers',
  'nav.senders': 'Senders',
  'nav.unrouted': 'Unrouted',
} as const;
