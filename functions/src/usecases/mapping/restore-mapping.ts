import { senderAlias } from '@casillero/domain/api/sender-params';
import { type Actor, auditWrite } from '@casillero/domain/audit/audit-write';
import {
  type Difference,
  differences,
  isChangeable,
  MAPPED,
  type MappedDocument,
  readLine,
} from '@casillero/domain/mapping/mapping-lines';
import type { DocumentWrite, Fields } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { fail, ok, type Result } from '@casillero/domain/result';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import type { ActDeps } from '../acts.ts';
import type { ReadDocuments, Transact } from '../documents.ts';
import { type ChangeBack, makeChangeBack } from './change-back.ts';

/** A document of the file that is there already, and differs. */
type Differing = {
  readonly line: number;
  readonly kind: string;
  readonly id: string;
  readonly differences: Difference[];
};

export type Restored = {
  readonly dryRun: boolean;
  readonly lines: number;
  readonly restored: number;
  readonly same: number;
  readonly changes: Differing[];
  readonly changeCount: number;
  readonly conflicts: (Differing & { readonly why: string })[];
  readonly conflictCount: number;
  readonly invalid: { line: number; message: string }[];
  readonly invalidCount: number;
};

/** Documents of one transaction: 500 writes are its limit. */
const TOGETHER = 200;
const LISTED_MAX = 100;

/** Documents that are changed back at once, each in a transaction of its own. */
const CHANGED_AT_ONCE = 8;

type Numbered = { readonly line: number; readonly document: MappedDocument };

/**
 * Restores a part of an export (R56). What is missing is created, in transactions of their own; what is there and differs
 * in what decides is changed back if that was asked for and is safe, and else reported. So a part may be sent again, and
 * parts in any order. A dry run does all the same, and drops the writes.
 * @param maxBytes of the whole part: RESTORE_PART_MAX_BYTES
 */
export async function restoreMapping(
  deps: ActDeps,
  body: AsyncIterable<Uint8Array>,
  wanted: { readonly dryRun: boolean; readonly replace: boolean; readonly maxBytes: number },
  actor: Actor,
): Promise<Result<Restored, 'part-too-large'>> {
  const text = await textOf(body, wanted.maxBytes);
  if (text === null)
    return fail(
      'part-too-large',
      `A part has at most ${wanted.maxBytes} bytes.`,
      'Cut the file between lines and send its parts.',
    );
  const { documents, ...read } = readPart(text);
  const transact = wanted.dryRun ? withoutWrites(deps.transact) : deps.transact;
  if (!wanted.dryRun) {
    const details = { lines: String(documents.length), replace: String(wanted.replace) };
    const act = { act: 'restoreMapping', target: 'mapping', details };
    const entry = auditWrite(deps.newId(), null, actor, act, deps.now());
    await transact(async () => ({ writes: [entry], result: null }));
  }
  const changeBack = wanted.replace ? makeChangeBack({ ...deps, transact }) : null;
  const changes: Differing[] = [];
  const conflicts: Restored['conflicts'] = [];
  let [restored, same] = [0, 0];
  for (let from = 0; from < documents.length; from += TOGETHER) {
    const part = await createMissing(transact, documents.slice(from, from + TOGETHER));
    restored += part.created;
    same += part.same;
    for (const { why, document, ...differing } of await settle(changeBack, part.differing, actor))
      if (why === null) changes.push(differing);
      else conflicts.push({ ...differing, why });
  }
  return ok({
    ...read,
    dryRun: wanted.dryRun,
    restored,
    same,
    changes: changes.slice(0, LISTED_MAX),
    changeCount: changes.length,
    conflicts: conflicts.slice(0, LISTED_MAX),
    conflictCount: conflicts.length,
  });
}

/** The documents of a part by their lines, and which lines are none. */
function readPart(text: string): Pick<Restored, 'lines' | 'invalid' | 'invalidCount'> & { documents: Numbered[] } {
  const documents = new Map<string, Numbered>();
  const invalid: Restored['invalid'] = [];
  let lines = 0;
  for (const [i, line] of text.split('\n').entries()) {
    const read = readLine(line);
    if (read.ok && read.value === null) continue;
    lines += 1;
    const key = read.ok && read.value !== null ? `${read.value.kind} ${read.value.id}` : '';
    const message = !read.ok ? read.failure.message : documents.has(key) ? 'the same id as an earlier line' : null;
    if (message !== null || !read.ok || read.value === null)
      invalid.push({ line: i + 1, message: message ?? 'not a line' });
    else documents.set(key, { line: i + 1, document: read.value });
  }
  return {
    documents: [...documents.values()],
    lines,
    invalid: invalid.slice(0, LISTED_MAX),
    invalidCount: invalid.length,
  };
}

/** Reads and decides as ever, and writes nothing. */
const withoutWrites =
  (transact: Transact): Transact =>
  (work) =>
    transact(async (read) => ({ ...(await work(read)), writes: [] }));

type Found = Differing & { readonly document: MappedDocument };

const createMissing = (
  transact: Transact,
  documents: readonly Numbered[],
): Promise<{ readonly created: number; readonly same: number; readonly differing: readonly Found[] }> =>
  transact(async (read) => {
    const pathOf = ({ kind, id }: MappedDocument) => `${MAPPED[kind].collection}/${id}`;
    const there = await read(documents.map(({ document }) => pathOf(document)));
    const others = await otherNames(
      read,
      documents.flatMap(({ document }, i) => (there[i] ? [] : [document])),
    );
    const writes: DocumentWrite[] = [];
    const differing: Found[] = [];
    for (const [i, { line, document }] of documents.entries()) {
      const present = others.get(document.id);
      // All names of a sender say the same (R4): a lost one says what the others say by now, if it is still one of them.
      const isLost = !there[i] && (present === undefined || namesOf(present).includes(document.id));
      if (isLost) {
        writes.push({ op: 'create', path: pathOf(document), fields: present ?? document.fields });
        continue;
      }
      const fields = there[i] ?? present ?? {};
      const found = differences(document, fields);
      if (found.length > 0)
        differing.push({ line, kind: document.kind, id: document.id, differences: found, document });
    }
    const same = documents.length - writes.length - differing.length;
    return { writes, result: { created: writes.length, same, differing } };
  });

const namesOf = ({ aliases }: Fields): readonly string[] => (Array.isArray(aliases) ? aliases.map(String) : []);

/** What other names of lost senders say, that are there: by the id of the lost one. */
async function otherNames(read: ReadDocuments, lost: readonly MappedDocument[]): Promise<ReadonlyMap<string, Fields>> {
  const pairs = lost.flatMap(({ kind, id, fields }) =>
    kind !== 'sender'
      ? []
      : namesOf(fields).flatMap((name) => (name === id || !senderAlias.safeParse(name).success ? [] : [{ id, name }])),
  );
  const found = await read(pairs.map(({ name }) => paths.sender(name as SenderAlias)));
  const known = pairs.flatMap(({ id }, i) => {
    const fields = found[i];
    return fields ? [[id, fields] as const] : [];
  });
  return new Map(known);
}

/** Changes back what may be; `why` says what is left as it is. */
async function settle(
  changeBack: ChangeBack | null,
  differing: readonly Found[],
  actor: Actor,
): Promise<(Found & { readonly why: string | null })[]> {
  const settled: (Found & { readonly why: string | null })[] = [];
  const judge = async (each: Found): Promise<string | null> => {
    if (!isChangeable(each.document.kind, each.differences)) return 'needs-a-person';
    if (changeBack === null) return 'left';
    const changed = await changeBack(each.document, actor);
    return changed.ok ? null : changed.failure.code;
  };
  for (let from = 0; from < differing.length; from += CHANGED_AT_ONCE)
    settled.push(
      ...(await Promise.all(
        differing.slice(from, from + CHANGED_AT_ONCE).map(async (each) => ({ ...each, why: await judge(each) })),
      )),
    );
  return settled;
}

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
