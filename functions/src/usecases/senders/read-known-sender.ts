import { paths } from '@casillero/domain/records/paths';
import { senderRecord } from '@casillero/domain/records/routing-records';
import { fail } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { asKnown, type KnownSender } from '@casillero/domain/sender/known-sender';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

/** The sender behind an alias, or null. */
export async function readKnownSender(read: ReadDocuments, alias: SenderAlias): Promise<KnownSender | null> {
  const [fields] = await read([paths.sender(alias)]);
  const record = parsed(senderRecord, fields);
  return record && asKnown(record, alias);
}

export const noSuchSender = () =>
  fail('not-found', 'Nobody is known by that.', 'Write the phone with its country code, or another alias.');
