export const navigation = {
  'nav.label': 'Pages',
  'nav.batches': 'Batches',
  'nav.whatsapp': 'WhatsApp',
  'nav.tenants': 'Importers',
} as const;
