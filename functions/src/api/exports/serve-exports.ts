import { exportList } from '@casillero/domain/api/exports';
import { type Cell, type Column, cellsOf, type Identified, titlesOf } from '@casillero/domain/export/table';
import {
  BATCH_COLUMNS,
  CUSTOMER_COLUMNS,
  type ExportedList,
  ORDER_COLUMNS,
  PACKAGE_COLUMNS,
} from '@casillero/domain/export/tables';
import { customerRecord } from '@casillero/domain/records/customer-record';
import type { Fields } from '@casillero/domain/records/document-write';
import { batchRecord } from '@casillero/domain/records/intake-records';
import { orderRecord } from '@casillero/domain/records/order-record';
import { packageRecord } from '@casillero/domain/records/package-record';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok } from '@casillero/domain/result';
import type { Locale } from '@casillero/domain/tenant/locale';
import { stringify } from 'csv-stringify';
import type { z } from 'zod';
import type { PageThrough, ReadDocuments } from '../../usecases/documents.ts';
import { type Served, serveAnswerBytes } from '../serve.ts';

type Table = {
  readonly titles: (locale: Locale) => string[];
  readonly line: (id: string, fields: Fields, timeZone: string) => Cell[];
};

const table = <Record_>(schema: z.ZodType<Record_>, columns: readonly Column<Identified<Record_>>[]): Table => ({
  titles: (locale) => titlesOf(columns, locale),
  line: (id, fields, timeZone) => cellsOf(columns, { id, record: schema.parse(fields) }, timeZone),
});

const TABLES: Readonly<Record<ExportedList, Table>> = {
  batches: table(batchRecord, BATCH_COLUMNS),
  orders: table(orderRecord, ORDER_COLUMNS),
  packages: table(packageRecord, PACKAGE_COLUMNS),
  customers: table(customerRecord, CUSTOMER_COLUMNS),
};

/**
 * Lists as CSV for spreadsheets, streamed page by page, with times on the tenant's clock. Cells that a spreadsheet would
 * take for a formula begin with an apostrophe. @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const serveExports = (deps: { read: ReadDocuments; pageThrough: PageThrough }): readonly Served[] => [
  serveAnswerBytes(exportList, async ({ params: { tenantId, list }, query }) => {
    const [fields] = await deps.read([paths.tenant(tenantId)]);
    if (!fields) return fail('not-found', 'There is no such importer.', 'Check the address.');
    const { locale, timeZone } = tenantRecord.parse(fields);
    const { titles, line } = TABLES[list];
    const lines = async function* () {
      yield titles(query.locale ?? locale);
      for await (const { id, fields: found } of deps.pageThrough(`${paths.tenant(tenantId)}/${list}`))
        yield line(id, found, timeZone);
    };
    return ok({
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${tenantId}-${list}.csv"`,
      },
      body: asCsv(lines()),
    });
  }),
];

/** One text a line: a slow reader holds the database's pages back. */
async function* asCsv(lines: AsyncIterable<Cell[]>): AsyncIterable<string> {
  const format = { record_delimiter: 'windows', escape_formulas: true } as const;
  let isFirst = true;
  for await (const cells of lines) {
    yield await new Promise<string>((resolve, reject) => {
      stringify([cells], { ...format, bom: isFirst }, (error, text) => (error ? reject(error) : resolve(text)));
    });
    isFirst = false;
  }
}
