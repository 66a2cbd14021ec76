import { z } from 'zod';
import { EXPORTED_LISTS } from '../export/tables.ts';
import { LOCALES } from '../tenant/locale.ts';
import { endpoint } from './endpoint.ts';
import { tenantId } from './tenant-params.ts';

export const exportList = endpoint({
  id: 'exportList',
  method: 'GET',
  path: '/tenants/{tenantId}/exports/{list}.csv',
  summary: 'A list as CSV for spreadsheets: UTF-8 with byte order mark, CRLF, no cell that is taken for a formula.',
  access: 'viewer',
  params: z.object({ tenantId, list: z.enum(EXPORTED_LISTS) }),
  /** of the titles; left out: the tenant's */
  query: z.object({ locale: z.enum(LOCALES).optional() }),
  body: z.void(),
  answer: z.void(),
  status: 200,
  failures: {},
  needsIdempotencyKey: false,
  bytes: { answer: 'text/csv' },
});
