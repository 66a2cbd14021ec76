export const navigation = {
  'nav.label': 'Pages',
  'nav.batches': 'Batches',
  'nav.review': 'Review',
  'nav.whatsapp': 'WhatsApp',
  'nav.tenants': 'Importers',
} as const;
