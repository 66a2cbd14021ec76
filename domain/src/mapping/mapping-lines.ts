import type { z } from 'zod';
import { type MappingLine, mappingLine } from '../api/mapping.ts';
import type { Fields } from '../records/document-write.ts';
import { linkCodeRecord, numberRecord, senderRecord } from '../records/routing-records.ts';
import { fail, ok, type Result } from '../result.ts';
import type { SenderAlias } from '../sender/alias.ts';
import { asKnown, asRecord } from '../sender/known-sender.ts';

/** A document of the mapping (R56). */
export type MappedKind = Exclude<MappingLine['kind'], 'casillero-mapping' | 'casillero-mapping-end'>;
export type MappedDocument = { readonly kind: MappedKind; readonly id: string; readonly fields: Fields };

/** Where each kind lies, what it looks like, and the fields that decide whose messages are whose. */
export const MAPPED: Readonly<
  Record<MappedKind, { collection: string; record: z.ZodType; deciding: readonly string[] }>
> = {
  number: { collection: 'numbers', record: numberRecord, deciding: ['provider', 'mode', 'tenantIds', 'accountId'] },
  'link-code': { collection: 'linkCodes', record: linkCodeRecord, deciding: ['tenantId', 'isActive'] },
  sender: {
    collection: 'senders',
    record: senderRecord,
    deciding: ['senderId', 'staffOf', 'boundTo', 'aliases', 'provenAccounts'],
  },
};

/** One line of an export. Points in time are ISO 8601 strings. */
export const writeLine = ({ kind, id, fields }: MappedDocument): string =>
  `${JSON.stringify({ kind, id, fields: plain(fields) })}\n`;

/** The first line of an export. */
export const writeHead = (exportedAt: Date): string =>
  `${JSON.stringify({ kind: 'casillero-mapping', version: 1, exportedAt: exportedAt.toISOString() })}\n`;

/** The last line of an export, which tells that it is complete. @param documents lines between head and end */
export const writeEnd = (documents: number): string =>
  `${JSON.stringify({ kind: 'casillero-mapping-end', documents })}\n`;

/**
 * Reads a line of an export; null for its head, its end and an empty line. What is no document that its collection could hold
 * is refused, so that a restore never writes what routing could not read.
 */
export function readLine(text: string): Result<MappedDocument | null, 'not-a-line'> {
  if (text.trim() === '') return ok(null);
  const parsed = mappingLine.safeParse(jsonOf(text));
  if (!parsed.success) return notALine(parsed.error);
  const line = parsed.data;
  if (line.kind === 'casillero-mapping' || line.kind === 'casillero-mapping-end') return ok(null);
  if (/[/]|^\.{1,2}$|^__.*__$/.test(line.id)) return fail('not-a-line', 'id: not an id', 'Leave the line out.');
  const record = MAPPED[line.kind].record.safeParse(withDates(line.fields));
  return record.success ? ok({ kind: line.kind, id: line.id, fields: record.data as Fields }) : notALine(record.error);
}

/** A deciding field in which a document that is there differs from the one of the file, as short texts. */
export type Difference = { readonly field: string; readonly here: string | null; readonly inFile: string | null };

/** The deciding fields in which a document that is there differs from the one to be restored. */
export function differences(restored: MappedDocument, there: Fields): Difference[] {
  const text = (value: unknown) => JSON.stringify(plain(value) ?? null);
  const [here, inFile] = [filledIn(restored, there), filledIn(restored, restored.fields)];
  return MAPPED[restored.kind].deciding
    .filter((field) => text(here[field]) !== text(inFile[field]))
    .map((field) => ({ field, here: shortText(here[field]), inFile: shortText(inFile[field]) }));
}

/** What earlier records of senders lack stands for something, and is no difference. */
function filledIn({ kind, id }: MappedDocument, fields: Fields): Fields {
  const record = kind === 'sender' ? senderRecord.safeParse(fields) : null;
  return record?.success ? asRecord(asKnown(record.data, id as SenderAlias)) : fields;
}

/** The fields that a restore may change where a document is there already; other differences need a person. */
const CHANGEABLE: Readonly<Record<MappedKind, readonly string[]>> = {
  number: ['mode', 'tenantIds'],
  'link-code': ['isActive'],
  // Who is staff hangs on a proof of possession (R54), and who is one sender on what providers said (R4).
  sender: ['boundTo'],
};

/** Whether a document that differs so may be changed back. */
export const isChangeable = (kind: MappedKind, differing: readonly Difference[]): boolean =>
  differing.every(({ field }) => CHANGEABLE[kind].includes(field));

function shortText(value: unknown): string | null {
  const shown = Array.isArray(value) ? value.join(', ') : value;
  if (shown === null || shown === undefined || shown === '') return null;
  return String(shown).slice(0, 200);
}

const hasToDate = (value: unknown): value is { toDate(): Date } =>
  typeof value === 'object' && value !== null && 'toDate' in value && typeof value.toDate === 'function';

/** A value as JSON has it: a point in time of either kind as its ISO 8601 string. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (hasToDate(value)) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

/** Fields whose names say that they are points in time: createdAt, since, boundSince. */
const IS_TIME = /(?:At|[sS]ince)$/;

const withDates = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const at = IS_TIME.test(name) && typeof value === 'string' ? new Date(value) : null;
      return [name, at !== null && !Number.isNaN(at.getTime()) ? at : value];
    }),
  );

function notALine(error: z.ZodError) {
  const [issue] = error.issues;
  const at = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return fail('not-a-line', `${at}${issue?.message ?? 'not a line of an export'}`.slice(0, 200), 'Leave the line out.');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
