export const navigation = {
  'nav.label': 'Pages',
  'nav.batches': 'Batches',
  'nav.review': 'Review',
  'nav.packages': 'Packages',
  'nav.warehouse': 'Warehouse',
  'nav.customers': 'Customers',
  'nav.whatsapp': 'WhatsApp',
  'nav.tenants': 'Importers',
} as const;
