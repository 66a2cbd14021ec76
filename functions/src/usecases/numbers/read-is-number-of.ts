import { isNumberOf } from '@casillero/domain/number/is-number-of';
import type { ReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

/**
 * Whether a tenant may send from a number as it is assigned now (R50): a conversation names the one that was written to, whosever that
 * is by now. One read by id. @param number key of `numbers`
 */
export async function readIsNumberOf(read: ReadDocuments, number: string, tenantId: string): Promise<boolean> {
  const [fields] = await read([paths.number(number as ReceivingNumber)]);
  return isNumberOf(parsed(numberRecord, fields), tenantId);
}
