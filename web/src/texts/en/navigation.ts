export const navigation = {
  'nav.label': 'Pages',
  'nav.batches': 'Batches',
  'nav.tenants': 'Importers',
} as const;
