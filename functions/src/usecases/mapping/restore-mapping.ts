import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import { differences, MAPPED, type MappedDocument, readLine } from '@casillero/domain/mapping/mapping-lines';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { Transact } from '../documents.ts';

export type Restored = {
  readonly dryRun: boolean;
  readonly lines: number;
  readonly restored: number;
  readonly same: number;
  readonly conflicts: { line: number; kind: string; id: string; fields: string[] }[];
  readonly conflictCount: number;
  readonly invalid: { line: number; message: string }[];
  readonly invalidCount: number;
};

/** Documents of one transaction: 500 writes are its limit. */
const TOGETHER = 200;
const LISTED_MAX = 100;

type Numbered = { readonly line: number; readonly document: MappedDocument };

/**
 * Restores a part of an export (R56). What is missing is created, in transactions of their own; what is there stays, and
 * is reported where it differs in what decides. So a part may be sent again, and parts in any order.
 * @param maxBytes of the whole part: RESTORE_PART_MAX_BYTES
 */
export async function restoreMapping(
  deps: { transact: Transact; newId: () => string; now: () => Date },
  body: AsyncIterable<Uint8Array>,
  { dryRun, maxBytes }: { readonly dryRun: boolean; readonly maxBytes: number },
  actor: Actor,
): Promise<Result<Restored, 'part-too-large'>> {
  const text = await textOf(body, maxBytes);
  if (text === null)
    return fail(
      'part-too-large',
      `A part has at most ${maxBytes} bytes.`,
      'Cut the file between lines and send its parts.',
    );
  const outcome: { -readonly [Name in keyof Restored]: Restored[Name] } = {
    dryRun,
    lines: 0,
    restored: 0,
    same: 0,
    conflicts: [],
    conflictCount: 0,
    invalid: [],
    invalidCount: 0,
  };
  const documents = new Map<string, Numbered>();
  for (const [i, line] of text.split('\n').entries()) {
    const read = readLine(line);
    if (read.ok && read.value === null) continue;
    outcome.lines += 1;
    const key = read.ok && read.value !== null ? `${read.value.kind} ${read.value.id}` : '';
    const message = !read.ok ? read.failure.message : documents.has(key) ? 'the same id as an earlier line' : null;
    if (message !== null || !read.ok || read.value === null) {
      outcome.invalidCount += 1;
      if (outcome.invalid.length < LISTED_MAX) outcome.invalid.push({ line: i + 1, message: message ?? 'not a line' });
    } else documents.set(key, { line: i + 1, document: read.value });
  }
  if (!dryRun) {
    const details = { lines: String(documents.size) };
    const entry = auditWrite(
      deps.newId(),
      null,
      actor,
      { act: 'restoreMapping', target: 'mapping', details },
      deps.now(),
    );
    await deps.transact(async () => ({ writes: [entry], result: null }));
  }
  const all = [...documents.values()];
  for (let from = 0; from < all.length; from += TOGETHER) {
    const part = await restoreSome(deps, all.slice(from, from + TOGETHER), dryRun);
    outcome.restored += part.restored;
    outcome.same += part.same;
    outcome.conflictCount += part.conflicts.length;
    outcome.conflicts.push(...part.conflicts.slice(0, LISTED_MAX - outcome.conflicts.length));
  }
  return ok(outcome);
}

const restoreSome = (
  deps: { transact: Transact },
  documents: readonly Numbered[],
  dryRun: boolean,
): Promise<Pick<Restored, 'restored' | 'same' | 'conflicts'>> =>
  deps.transact(async (read) => {
    const pathOf = ({ kind, id }: MappedDocument) => `${MAPPED[kind].collection}/${id}`;
    const found = await read(documents.map(({ document }) => pathOf(document)));
    const writes: DocumentWrite[] = [];
    const conflicts: Restored['conflicts'] = [];
    for (const [i, { line, document }] of documents.entries()) {
      const there = found[i];
      if (!there) {
        writes.push({ op: 'create', path: pathOf(document), fields: document.fields });
        continue;
      }
      const fields = differences(document.kind, there, document.fields);
      if (fields.length > 0) conflicts.push({ line, kind: document.kind, id: document.id, fields });
    }
    const same = documents.length - writes.length - conflicts.length;
    return { writes: dryRun ? [] : writes, result: { restored: writes.length, same, conflicts } };
  });

/** The body as text; null if it is longer than it may be. */
async function textOf(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
